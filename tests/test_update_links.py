"""Articles that bear one link: a revision of what is known, or another article by mistake."""

from datetime import timedelta
from functools import partial

import pytest

from tests.articles import LINKED, NOW, STORY, drop, settings
from timeline.storage import Storage
from timeline.types import DropState
from timeline.update import Outcome, remove, update

OTHER = """\
---
title: Fire guts a bakery in Savona
link: https://harbour.example/ferry-crews-return
date: '2026-02-05T08:00:00.000Z'
---
<p>A fire destroyed a bakery beside the ferry of Savona on Feb. 3. Firefighters needed five \
engines, and two neighbours were treated for smoke; investigators suspect a faulty oven, \
whose makers have called back hundreds of others.</p>
"""
STUB = """\
---
title: {title}
link: https://harbour.example/storm
date: '2026-02-05T{hour}:00:00.000Z'
---
<p>{text}</p>
"""


@pytest.fixture
def carry(storage, seeds):
    return partial(update, storage, settings(seeds), (STORY,), now=NOW)


def grown(text):
    """Return an article that is long enough to be told from another one."""
    more = (
        " Passengers waited several hours inside the terminal, volunteers served soup, engineers"
        " inspected damaged cranes, insurers promised quick payments."
    )
    return text + more


def titles(storage):
    return sorted(event.title for event in storage.load("ferry").events)


@pytest.mark.parametrize("at_once", [True, False])
def test_two_articles_with_one_link_by_mistake_are_both_told(storage, seeds, carry, at_once):
    linked = LINKED.replace("</p>", grown("") + "</p>")
    drop(seeds, "a.md", linked)
    if not at_once:
        carry()
    drop(seeds, "b.md", OTHER)
    result = carry().results[1]
    said = "has the link of a.md, whose text has nothing in common with it: one of the links is"
    assert result.outcome is Outcome.NEW
    assert result.beside == result.notes == (f"{said} wrong",)
    told = titles(storage)
    assert len(told) == 2
    assert storage.doubts().keys() == {storage.drops(["b.md"])[0].articles[0]}
    # known again, whatever is looked at again
    drop(seeds, "b.md", OTHER.replace("\n<p>", "\n\n<p>"), age=30)
    drop(seeds, "c.md", OTHER.replace("\n<p>", "\n\n\n<p>"))
    outcomes = [one.outcome for one in carry(again=True).results]
    assert outcomes == [Outcome.UNCHANGED] * 3
    assert len(storage.article_keys()) == 2
    # and each is revised by itself
    drop(seeds, "b.md", OTHER.replace("needed five", "needed six"), age=20)
    drop(seeds, "a.md", linked.replace("after a week", "after eight days"), age=20)
    carry(now=NOW + timedelta(hours=1))
    kept = storage.articles(storage.article_keys()).values()
    assert sorted((one.article.drop, one.revision) for one in kept) == [("a.md", 2), ("b.md", 2)]
    assert titles(storage) == [told[0], told[1].replace("a week", "eight days")]


def test_two_articles_about_one_company_share_words_but_no_sentence(storage, seeds, carry):
    texts = {
        "a.md": "Tirrena Ferries moved three vessels from Olbia to Genoa on Feb. 3 after passengers"
        " complained about engines, and promised regulators monthly reports.",
        "b.md": "Shareholders of Tirrena Ferries elected Paola Serra as chairwoman on Feb. 4; she"
        " wants new engines for older vessels, cheaper tickets and passengers without cabins.",
    }
    for (name, text), title in zip(texts.items(), ("Ships leave", "Serra takes over"), strict=True):
        drop(seeds, name, STUB.format(title=title, hour="08", text=text))
    assert [one.outcome for one in carry().results] == [Outcome.NEW] * 2
    assert len(titles(storage)) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            ("Storm hits port", "A storm struck the ferry port of Olbia on Feb. 4."),
            (
                "Ferries stay in harbour as gales sweep Sardinia",
                grown("Gales swept the ferry harbour of Olbia on Feb. 4, tearing down cranes."),
            ),
            id="a stub, too short to judge by, that is written anew",
        ),
        pytest.param(
            ("Olbia under water", grown("A storm flooded the ferry port of Olbia on Feb. 4.")),
            (
                "Olbia cleans up",
                grown("Soldiers pumped cellars dry on Feb. 4.").replace("Passengers waited", ""),
            ),
            id="another text, below a headline of the same thing",
        ),
        pytest.param(
            ("Storm hits port", grown("A storm flooded the ferry port of Olbia on Feb. 4.")),
            ("Water recedes", grown("Soldiers pumped the ferry harbour of Olbia dry on Feb. 4.")),
            id="a text that goes on",
        ),
    ],
)
def test_what_has_something_in_common_with_what_its_link_had_revises_it(
    storage, seeds, carry, before, after
):
    for name, hour, (title, text) in (("a.md", "08", before), ("b.md", "09", after)):
        drop(seeds, name, STUB.format(title=title, hour=hour, text=text))
        results = carry().results
    said = "its text counts in place of that of a.md: both are one article"
    assert results[-1].beside == (said,)
    assert [one.revision for one in storage.articles(storage.article_keys()).values()] == [2]
    (key,) = storage.article_keys()
    assert storage.replaced() == {(key, "a.md"): "b.md"}


def test_a_link_that_was_given_by_mistake_does_not_bring_back_what_was_purged(
    storage: Storage, seeds, carry
):
    drop(seeds, "a.md", LINKED.replace("</p>", grown("") + "</p>"))
    drop(seeds, "b.md", OTHER)
    carry()
    remove(storage, settings(seeds), ["b.md"], now=NOW)
    drop(seeds, "c.md", OTHER)
    assert carry().results[-1].outcome is Outcome.REJECTED
    assert carry(again=True).results[-1].outcome is Outcome.REJECTED
    assert len(titles(storage)) == 1
    drop(seeds, "b.md", OTHER)
    carry()
    assert storage.drops(["b.md"])[0].state is DropState.PURGED
    assert storage.retry(["c.md", "b.md"]) == 2
    outcomes = [one.outcome for one in carry().results]
    assert outcomes[1:] == [Outcome.CHANGED, Outcome.UNCHANGED]
    assert len(titles(storage)) == 2
