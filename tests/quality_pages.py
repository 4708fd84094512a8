"""How well text and date of whole pages are found, beside trafilatura in the same run.

The pages of ``made_pages.py`` are read always, against the floors in ``quality/pages.toml``.
Three public sets are read where ``TIMELINE_PAGES`` names a folder with checkouts of them, which are
not in the project (``git clone`` of https://github.com/scrapinghub/article-extraction-benchmark,
https://github.com/adbar/trafilatura and https://github.com/adbar/htmldate): the first is scored as
its ``evaluate.py`` does, by runs of four words; the second by its annotations, texts that must be
there and texts that must not. On both ours must not be below the better mode of trafilatura. The
third tells the day each of 1,000 pages was published, by clocks it does not name; ours must not be
below htmldate in all. Where a page has moments of that day with their zone, ours should be one.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import statistics
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import trafilatura
from htmldate import find_date

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests import made_pages
from timeline.drops import page, read
from timeline.drops.text import decode, fold
from timeline.errors import DropError
from timeline.types import Drop, Provenance, Role

HERE = Path(__file__).parent
PAGES = (named := os.environ.get("TIMELINE_PAGES")) and Path(named).expanduser()
#: What the text of an article is; its headline is a field of its own, and so is a description
#: that does not stand where the text does.
TEXT = {Role.BODY, Role.QUOTATION, Role.LIST, Role.CROSSHEAD}
ZONE = ZoneInfo("Europe/Rome")

#: What follows the day of a moment with its zone, as data in pages write it.
_CLOCK = r"T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[+-][01]\d:\d\d)"

Extract = Callable[[bytes], str]
Counts = tuple[float, float, float]


def ours(content: bytes) -> str:
    """Return the text that we find."""
    try:
        found = read(_drop(content), zone=ZONE)
    except DropError:
        return ""
    told = [p for one in found for p in one.paragraphs]
    placed = {fold(block.text) for draft in page.read(decode(content)[0]) for block in draft.blocks}
    return "\n".join(
        p.text for p in told if p.role in TEXT or (p.role is Role.LEAD and fold(p.text) in placed)
    )


def _drop(content: bytes) -> Drop:
    return Drop("page", content, datetime(2026, 2, 1, tzinfo=UTC), "")


EXTRACTORS: dict[str, Extract] = {
    "ours": ours,
    "trafilatura": lambda html: trafilatura.extract(html, include_comments=False) or "",
    "trafilatura, precise": lambda html: (
        trafilatura.extract(html, include_comments=False, favor_precision=True) or ""
    ),
}


def main() -> int:
    """Print the table; return 1 below a floor, or where trafilatura finds the text better."""
    floors = tomllib.loads((HERE / "quality" / "pages.toml").read_text())["floors"]
    made = _told("made_pages", measured(written(), macro=True))
    figures = {"made pages, text F1": made["ours"], "made pages, instants right": instants()}
    fallen = 0
    for name, figure in figures.items():
        below = figure < floors[name]
        fallen |= below
        sys.stdout.write(f"{name:36}{figure:8.3f} {'<' if below else '≥'} {floors[name]}\n")
    for name, pages in (("article-extraction-benchmark", benchmark), ("trafilatura", annotated)):
        if not PAGES or not (PAGES / name).is_dir():
            sys.stdout.write(f"pages of {name}: TIMELINE_PAGES names no folder with them\n")
            continue
        found = _told(name, measured(pages(PAGES / name), macro=name != "trafilatura"))
        fallen |= found["ours"] < max(found.values())
    if PAGES and (PAGES / "htmldate").is_dir():
        fallen |= dated(PAGES / "htmldate" / "tests")
    else:
        sys.stdout.write("dates of htmldate: TIMELINE_PAGES names no folder with them\n")
    return int(fallen)


def _told(name: str, figures: dict[str, tuple[float, float, float]]) -> dict[str, float]:
    """Print a set's figures, return the F1."""
    for who, (precision, recall, f1) in figures.items():
        sys.stdout.write(f"{name:30}{who:22} P {precision:.3f}  R {recall:.3f}  F1 {f1:.4f}\n")
    return {who: f1 for who, (*_, f1) in figures.items()}


def written() -> Iterator[tuple[bytes, Callable[[str], Counts]]]:
    """Give the pages made by us and how a text of each is scored."""
    for html, text, _ in made_pages.pages():
        yield html.encode(), _runs_of(text)


def instants() -> float:
    """Return of how many pages made by us the instant of publication is right, zone and all."""
    right = []
    for html, _, wanted in made_pages.pages():
        (found,) = read(_drop(html.encode()), zone=ZONE)
        at = found.published.at
        right.append(at == wanted and at.utcoffset() == wanted.utcoffset())
    return statistics.mean(right)


@dataclass(frozen=True, slots=True)
class Dated:
    """When a page was published: its gold day, our moment (None: the file's), htmldate's day."""

    day: date
    ours: datetime | None
    theirs: date | None
    #: All moments of that day that the page tells with their zone.
    moments: frozenset[datetime]


def dated(folder: Path) -> bool:
    """Print of how many of htmldate's pages the day is right; tell whether htmldate has more."""
    lead = 0
    for name in ("eval_mediacloud_2020", "eval_default"):
        pages = list(_dated(folder, name))
        ours = statistics.mean(p.ours is not None and p.ours.date() == p.day for p in pages)
        theirs = statistics.mean(p.theirs == p.day for p in pages)
        near = statistics.mean(
            p.ours is not None and abs((p.ours.date() - p.day).days) <= 1 for p in pages
        )
        told = [p for p in pages if p.moments]
        same = statistics.mean(p.ours in p.moments for p in told)
        sys.stdout.write(
            f"{name}, {len(pages)} pages: day right {ours:.3f} (htmldate {theirs:.3f}), "
            f"within a day {near:.3f}; moment right {same:.3f} of {len(told)} that tell it\n"
        )
        lead += round((ours - theirs) * len(pages))
    return lead < 0


def _dated(folder: Path, name: str) -> Iterator[Dated]:
    marked = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    for item in marked.values():
        if item["date"] != item["date"] or item["date"] == "nan":
            continue  # has none
        content = _kept(folder, ("test_set", "cache", "eval"), item["file"])
        day = date.fromisoformat(item["date"])
        html = decode(content)[0]
        theirs = find_date(html, original_date=True, max_date="2100-01-01")
        moments = (
            datetime.fromisoformat(found[0]) for found in re.finditer(item["date"] + _CLOCK, html)
        )
        yield Dated(
            day,
            _published(content),
            date.fromisoformat(theirs) if theirs else None,
            frozenset(at.replace(second=0, microsecond=0) for at in moments),
        )


def _published(content: bytes) -> datetime | None:
    try:
        found = read(_drop(content), zone=ZONE)[0].published
    except DropError:
        return None
    if found.provenance is Provenance.FILE:
        return None
    return found.at.replace(second=0, microsecond=0)


def measured(
    pages: Iterable[tuple[bytes, Callable[[str], Counts]]], *, macro: bool
) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 of each extractor over all pages."""
    counts: dict[str, list[Counts]] = {who: [] for who in EXTRACTORS}
    for content, score in pages:
        for who, extract in EXTRACTORS.items():
            counts[who].append(score(extract(content)))
    found = {}
    for who, rows in counts.items():
        if macro:
            precision = statistics.mean(_share(tp, tp + fp) for tp, fp, _ in rows if tp + fp)
            recall = statistics.mean(_share(tp, tp + fn) for tp, _, fn in rows if tp + fn)
        else:
            tp, fp, fn = map(sum, zip(*rows, strict=True))
            precision, recall = _share(tp, tp + fp), _share(tp, tp + fn)
        found[who] = (precision, recall, _share(2 * precision * recall, precision + recall))
    return found


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def benchmark(folder: Path) -> Iterator[tuple[bytes, Callable[[str], Counts]]]:
    """Give the pages of the article extraction benchmark and how a text of each is scored."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for key, article in truth.items():
        yield (
            gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()),
            _runs_of(article["articleBody"]),
        )


def _runs_of(wanted: str) -> Callable[[str], Counts]:
    """Return how a text is scored against the wanted one."""
    runs = shingles(wanted)

    def score(text: str) -> Counts:
        found = shingles(text)
        return (found & runs).total(), (found - runs).total(), (runs - found).total()

    return score


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return every four words in a row; a shorter text is one."""
    words = re.findall(r"\w+", text)
    runs = (tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))
    return Counter(run for run in runs if run)


def annotated(folder: Path) -> Iterator[tuple[bytes, Callable[[str], Counts]]]:
    """Give trafilatura's pages and how a text of each is scored."""
    tests = folder / "tests"
    marked = json.loads((tests / "evaldata.json").read_text(encoding="utf-8"))
    for item in marked.values():

        def score(text: str, item: dict[str, list[str]] = item) -> Counts:
            spaced = _spaced(text)
            good = sum(_spaced(one) in spaced for one in item["with"])
            wrong = sum(_spaced(one) in spaced for one in item["without"])
            return good, wrong, len(item["with"]) - good

        yield _kept(tests, ("cache", "eval"), item["file"]), score


def _kept(folder: Path, places: Iterable[str], name: str) -> bytes:
    """Return the page of that name from the first of the *places* below *folder* that has it."""
    found = (folder / place / name for place in places)
    return next(path for path in found if path.exists()).read_bytes()


def _spaced(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
