"""Mentions of many articles become one Timeline of Events.

``merge`` is the arrow of the flow: it takes the timeline as it is, what arrived and what departed,
and gives the timeline as it should be with a line of history for everything that changed.
The work is split by question: *what do two mentions share* (``words``), *can their dates agree*
(``dates``), *what is done* (``acts``; without the headline, ``titles``), *what is compared*
(``readings``), *what speaks against them being one* (``objections``), *what rules it out*
(``contradictions``; ``designations`` by their numbers, ``rivals`` by their names), *do they tell of
the same thing* (``pairs``), *which have to be compared* (``blocks``), *which belong together*
(``clusters``), *what if there are very many* (``crowds``), *what arrived* (``batch``), *which event
is that* (``owners``), *what does it say* (``evidence``), *when was it told* (``moments``), *what
became of it* (``history``); ``identity`` keeps the book; *which may be one all the same*
(``doubts``); *which may not* (``joined``).
"""

from timeline.merge.blocks import Window, window
from timeline.merge.bursts import match
from timeline.merge.doubts import Doubt, doubts
from timeline.merge.evidence import copies
from timeline.merge.history import differences
from timeline.merge.identity import Merged, merge
from timeline.merge.joined import Joint, joints

__all__ = [
    "Doubt",
    "Joint",
    "Merged",
    "Window",
    "copies",
    "differences",
    "doubts",
    "joints",
    "match",
    "merge",
    "window",
]
