"""The Timeline kept in SQLite or PostgreSQL: values in, values out, one transaction per batch."""

from timeline.storage.backup import backup, examine, restore
from timeline.storage.batch import Batch, Near
from timeline.storage.engine import Lock
from timeline.storage.store import Storage, Stored

__all__ = ["Batch", "Lock", "Near", "Storage", "Stored", "backup", "examine", "restore"]
