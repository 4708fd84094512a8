"""What was read is compared with what is kept: which articles are new, revised or known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime

from timeline.storage import Stored
from timeline.types import Article, DropState, Granularity, Provenance, Published, Receipt
from timeline.update.summary import Outcome, Result
from timeline.update.twins import TWIN, are_unlike, own_key

#: Why a drop is not taken whose articles somebody has taken out.
PURGED = "was removed on request; to take it all the same: timeline drops retry, with its name"

#: Why the text of a drop that was taken is not the one that counts.
OLDER = (
    "holds an older text than {drop}, which counts; to have this one all the same: "
    "timeline drops set-date, with its name and date"
)

#: What becomes of another drop whose article has come with another text.
REVISES = "its text counts in place of that of {drop}: both are one article"

_RANK = {provenance: rank for rank, provenance in enumerate(Provenance)}


@dataclass(frozen=True, slots=True)
class Reading:
    """A drop that was read: its articles, or why it was rejected."""

    name: str
    #: Of the file, as ``Receipt.stamp``.
    stamp: str
    digest: str | None = None
    articles: tuple[Article, ...] = ()
    #: The content is the one that is kept already; it was not read.
    known: bool = False
    reason: str | None = None
    line: int | None = None
    #: Seconds that reading it took.
    seconds: float = 0.0


@dataclass(slots=True)
class Settled:
    """A reading compared with what is kept."""

    receipt: Receipt
    outcome: Outcome
    #: Articles to keep under their first keys, each with the key that it came with.
    keep: list[tuple[Article, str]] = field(default_factory=list)
    #: Articles to reduce.
    reduce: list[Article] = field(default_factory=list)
    #: Other drops, whose text was replaced.
    revises: list[str] = field(default_factory=list)
    #: Other drops, whose link an article of its own bears by mistake.
    twins: list[str] = field(default_factory=list)
    #: Seconds that reading took.
    seconds: float = 0.0

    @property
    def result(self) -> Result:
        """What to tell of it."""
        receipt = self.receipt
        notes = tuple(dict.fromkeys(note for article, _ in self.keep for note in article.notes))
        told = [(TWIN, drop) for drop in self.twins] + [(REVISES, drop) for drop in self.revises]
        beside = tuple(dict.fromkeys(said.format(drop=drop) for said, drop in told))
        return Result(
            receipt.name, self.outcome, receipt.reason, receipt.line, notes, beside=beside
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of articles, by the keys and names that readings have."""

    stored: Mapping[str, Stored]
    #: Their texts before the present ones, by the first keys.
    earlier: Mapping[str, Sequence[Article]]
    #: Keys of those that were taken out on request.
    purged: AbstractSet[str]
    #: Drops that were retracted.
    retracted: Collection[str]


def settle(
    readings: Sequence[Reading],
    receipts: Mapping[str, Receipt],
    kept: Kept,
    *,
    now: datetime,
    again: bool = False,
) -> list[Settled]:
    """Compare readings, in order of arrival, with what is *kept* of their articles and names.

    *again*: reduce what is unchanged, too. Articles that were purged are left out; a drop that
    holds no other is rejected.
    """
    if kept.purged:
        readings = [_without(reading, kept.purged) for reading in readings]
    settling = _Settling(kept, now, again)
    settled = [settling.settle(one, receipts.get(one.name)) for one in readings]
    for one, reading in zip(settled, readings, strict=True):
        one.seconds = reading.seconds
    return settled


class _Settling:
    """Compares readings, one after the other, with what is kept by then."""

    def __init__(self, kept: Kept, now: datetime, again: bool) -> None:
        self._now = now
        self._again = again
        self._retracted = kept.retracted
        self._current = {key: one.article for key, one in kept.stored.items()}
        self._earlier = {key: list(articles) for key, articles in kept.earlier.items()}

    def settle(self, reading: Reading, receipt: Receipt | None) -> Settled:
        before = receipt.articles if receipt else ()
        if reading.reason is not None:
            state, known = DropState.REJECTED, tuple(before)
            if reading.reason == PURGED:
                keys = [_new_key(article, self._current) for article in reading.articles]
                state, known = DropState.PURGED, tuple(keys)
            return Settled(_receipt(reading, state, self._now, known), Outcome.REJECTED)
        taken = _receipt(reading, DropState.TAKEN, self._now, before)
        settled = Settled(taken, Outcome.UNCHANGED)
        if reading.known:
            return settled
        keys = _identities(reading.articles, before, self._current)
        same = receipt if receipt is not None and _is_of(receipt, reading) else None
        reason = same.reason if same else None
        for one, key in zip(reading.articles, keys, strict=True):
            came = self._apart(settled, one, key)
            article, old = replace(came, key=key), self._current.get(key)
            if old is None or old.drop == reading.name:
                self._take(settled, article, old, came.key)
            elif same:
                continue  # a later drop has revised it
            elif self._is_past(article, old):
                reason = reason or OLDER.format(drop=old.drop)
            else:
                self._take(settled, article, old, came.key)
        settled.receipt = replace(taken, articles=tuple(keys), reason=reason)
        return settled

    def _apart(self, settled: Settled, came: Article, key: str) -> Article:
        """Return an article, which is not known by its link where that is another one's."""
        twin = self._current.get(came.key)
        if twin is None or twin.key == key:
            return came
        settled.twins.append(twin.drop)
        return replace(came, key=key, notes=(*came.notes, TWIN.format(drop=twin.drop)))

    def _take(self, settled: Settled, article: Article, old: Article | None, came: str) -> None:
        """Let what an article now says count; it *came* with that key."""
        name = settled.receipt.name
        returns = name in self._retracted or (old is not None and old.drop in self._retracted)
        if old is not None and says_the_same(old, article):
            article = old
        else:
            article = _first_seen(old, article)
            settled.keep.append((article, came))
            self._current[article.key] = self._current[came] = article
            settled.outcome = Outcome.CHANGED if settled.receipt.articles else Outcome.NEW
        if old is not None and article is not old:
            self._earlier.setdefault(old.key, []).append(old)
            settled.revises += [old.drop] * (old.drop != name)
        if returns:
            settled.outcome = Outcome.NEW
        if self._again or article is not old or returns:
            settled.reduce.append(article)

    def _is_past(self, article: Article, old: Article) -> bool:
        """Tell whether a drop holds what another one, whose text is *old*, has corrected since."""
        if old.drop in self._retracted or says_the_same(old, article):
            return False
        if article.changed and old.changed and article.changed != old.changed:
            return article.changed < old.changed
        earlier = self._earlier.get(old.key, ())
        was_told = any(says_the_same(one, article) for one in earlier)
        return was_told or _is_before(article.published, old.published)


def _is_of(receipt: Receipt, reading: Reading) -> bool:
    """Tell whether what was read was taken before, as it is."""
    return receipt.state is DropState.TAKEN and receipt.digest == reading.digest


def _is_before(one: Published, other: Published) -> bool:
    """Tell whether two days of publication, found in the same place, tell which text is older."""
    where = one.provenance
    if where is not other.provenance or where.uncertain or where is Provenance.PERSON:
        return False
    if Granularity.DAY in (one.granularity, other.granularity):
        return one.day < other.day
    return one.at < other.at


def _without(reading: Reading, purged: AbstractSet[str]) -> Reading:
    """Return a reading without the articles that were taken out on request."""
    left = tuple(one for one in reading.articles if purged.isdisjoint((one.key, own_key(one))))
    if reading.articles and not left:
        return replace(reading, reason=PURGED)
    return replace(reading, articles=left)


def _receipt(
    reading: Reading, state: DropState, now: datetime, articles: tuple[str, ...] = ()
) -> Receipt:
    return Receipt(
        name=reading.name,
        state=state,
        stamp=reading.stamp,
        at=now,
        digest=reading.digest,
        articles=articles,
        reason=reading.reason,
        line=reading.line,
    )


def _identities(
    articles: Sequence[Article], before: Collection[str], current: Mapping[str, Article]
) -> list[str]:
    """Return the key that each of a drop's articles has been known by from the first.

    A known key is that article, unless its text has nothing in common with that, and the drop did
    not hold it *before*. An unknown one may be a new form of an article that the drop held
    *before*: one of the same headline or, where one is left on both sides, that one.
    """
    held = set(before)
    keys = [_known(one, held, current) for one in articles]
    left = [current[key] for key in before if key in current and key not in keys]
    for place, article in enumerate(articles):
        if keys[place] is None:
            may_be = [old for old in left if not _is_another(old, article)]
            same = [old for old in may_be if old.headline == article.headline]
            if not same and len(left) == keys.count(None) == 1:
                same = may_be
            if same:
                keys[place] = same[0].key
                left.remove(same[0])
    return [key or _new_key(one, current) for key, one in zip(keys, articles, strict=True)]


def _new_key(article: Article, current: Mapping[str, Article]) -> str:
    """Return the key of an article that is not known, though its link may be another one's."""
    return own_key(article) if article.key in current else article.key


def _known(article: Article, held: Collection[str], current: Mapping[str, Article]) -> str | None:
    """Return the key by which an article is known, if it is; *held* are those of its drop."""
    known = current.get(article.key)
    if known and known.key not in held and are_unlike(known, article):
        known = current.get(own_key(article))
    return known.key if known else None


def _is_another(old: Article, new: Article) -> bool:
    """Tell whether a file's name was used again, for an article with a link of its own."""
    return old.url is not None and new.url is not None and old.url != new.url


def says_the_same(old: Article, new: Article) -> bool:
    """Tell whether an article came unchanged; a date that alone has moved is no change.

    Sites move the date when they touch an article. A date of a better provenance is a change, and
    so is any that a person set.
    """
    alike = replace(
        new, drop=old.drop, notes=old.notes, published=old.published, changed=old.changed
    )
    if alike != old:
        return False
    rank, before = _RANK[new.published.provenance], _RANK[old.published.provenance]
    by_person = new.published.provenance is Provenance.PERSON
    return new.published == old.published or (rank >= before and not by_person)


def _first_seen(old: Article | None, new: Article) -> Article:
    """Return a revision, which keeps what the first file's time gave when it has no better date."""
    provenance = new.published.provenance
    if old is None or old.published.provenance is not provenance:
        return new
    again = provenance is Provenance.YEARLESS and old.published.said == new.published.said
    kept = again or provenance is Provenance.FILE
    return replace(new, published=old.published) if kept else new
