"""What is new in ``seeds/``, carried through to the stored timelines; knows all the steps.

    drops.take -> drops.read -> events.reduce -> merge.merge -> Storage, one transaction per batch

A batch is kept whole or not at all: whatever ends this process, the next update finds the same
drops again, and nothing is lost or doubled.
"""

from timeline.storage import Storage
from timeline.update.fate import fate
from timeline.update.files import drop_paths, on_disk, printable, require
from timeline.update.fingerprints import fingerprint
from timeline.update.looks import QUIET, Looks
from timeline.update.removing import Removal, remove
from timeline.update.steps import update
from timeline.update.summary import Outcome, Result, Summary

__all__ = [
    "QUIET",
    "Looks",
    "Outcome",
    "Removal",
    "Result",
    "Storage",
    "Summary",
    "drop_paths",
    "fate",
    "fingerprint",
    "on_disk",
    "printable",
    "remove",
    "require",
    "update",
]
