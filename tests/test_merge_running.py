"""One running story in several outlets' words: each event once, and never two as one."""

import random
import tomllib
from datetime import datetime
from itertools import combinations
from pathlib import Path

import pytest

from tests.mentions import EMPTY, NOW
from timeline.events import reduce
from timeline.merge import merge
from timeline.types import Article, Granularity, Paragraph, Provenance, Published

STORIES = Path(__file__).parent / "merge"

#: Share of the pairs of sentences, told of one event and reduced, that come together.
RECALL = {
    "running": 0.93,
    "dam": 0.95,
    "plans": 0.95,
    "unseen": 0.6,
    "fresh": 0.95,
    "unread": 0.9,
    "athens": 0.75,
    "hamburg": 0.89,
    "bari": 0.75,
    "catania": 0.74,
    "brussels": 0.87,
    "trento": 0.58,
    "twins": 0.95,
    "weather": 0.88,
    "liguria": 0.7,
    "cities": 0.9,
    "worded": 0.41,
    "worded_it": 0.32,
    "coimbra": 0.4,
    "valsera": 0.42,
    "kalvik": 0.5,
    "casale": 0.44,
    "harrowmere": 0.6,
    "selvane": 0.75,
    "dunmarrow": 0.78,
    "ottermouth": 0.43,
    "roccasale": 0.42,
    "lugara": 0.68,
    "monfera": 0.57,
    "skelder": 0.41,
    "borgoratto": 0.58,
    "varnau": 0.8,
    "dernholm": 0.76,
    "roccalba": 0.4,
    "ashcombe": 0.55,
    "poggio": 0.45,
}


def told(story):
    """Return the mentions of a story, a sentence an article, and what each mention tells of.

    A short article is reduced to one event, so that lines of one article are given one by one. What
    is moved is told twice: "vote@12 vote2@15" is called off on the 12th, and will be on the 15th.
    """
    groups, mentions = {}, []
    text = (STORIES / f"{story}.toml").read_text("utf-8")
    lines = [(one, line) for one in tomllib.loads(text)["articles"] for line in one["lines"]]
    for number, (one, line) in enumerate(lines):
        wanted, text = line.split(" | ")
        at = datetime.fromisoformat(one["published"])
        article = Article(
            key=f"https://outlet.example/{number}",
            drop=f"{number}.txt",
            headline=one.get("headline", ""),
            published=Published(at, Granularity.MINUTE, Provenance.METADATA, one["published"]),
            paragraphs=(Paragraph(text),),
            language=one.get("language", "en"),
        )
        found = reduce(article, None)
        mentions += found
        groups |= dict(zip((m.id for m in found), of_days(wanted, found), strict=True))
    return mentions, groups


def of_days(wanted, found):
    """Return the group that each mention of a line tells of, by its day where they are two."""
    if "@" not in wanted:
        return [wanted]
    days = {group.partition("@")[2]: group.partition("@")[0] for group in wanted.split()}
    return [days.pop(mention.when.edtf[8:10]) for mention in found]


def figures(mentions, groups):
    """Return the wrong pairs of sentences that came together, and the share of the right ones."""
    events = merge(EMPTY, mentions, (), now=NOW.replace(month=5)).timeline.events
    joined = [pair for event in events for pair in combinations(event.mentions, 2)]
    wrong = [
        (one.quote, other.quote) for one, other in joined if groups[one.id] != groups[other.id]
    ]
    wanted = sum(groups[a.id] == groups[b.id] for a, b in combinations(mentions, 2))
    return wrong, (len(joined) - len(wrong)) / wanted


@pytest.mark.parametrize("story", RECALL)
def test_a_running_story_is_told_event_by_event(story):
    wrong, recall = figures(*told(story))
    assert not wrong
    assert recall >= RECALL[story]


def test_a_running_story_is_the_same_in_any_order():
    mentions, groups = told("running")
    random.Random(7).shuffle(mentions)
    assert figures(mentions, groups) == figures(*told("running"))
