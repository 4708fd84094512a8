"""List the drops, and act on them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.commands.intake import carry
from timeline.commands.options import (
    DEFAULT_CONFIG,
    Config,
    Database,
    JsonLines,
    Seeds,
    now,
    open_storage,
    open_workers,
    read_settings,
    read_stories,
)
from timeline.commands.output import (
    count,
    notes,
    print_jsonl,
    print_table,
    shown,
    tell,
    tell_troubles,
)
from timeline.errors import DropError
from timeline.types import DropState, Granularity, Published, Receipt

if TYPE_CHECKING:
    from timeline.storage import Storage


def drops(
    context: typer.Context,
    copied: Annotated[
        bool, typer.Option("--copies", help="Say of which drop one is a copy: both count once")
    ] = False,
    jsonl: JsonLines = False,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """List what was dropped and what became of it: the stories it joined, or the reason.

    Notes say what is doubtful in it, such as a date that lies ahead.
    Of a drop that was taken and joined no story, `timeline reduce FILE --explain --story SLUG` says
    why, sentence by sentence.
    """
    if context.invoked_subcommand:
        return
    with open_storage(read_settings(config, database=database), known=True) as storage:
        receipts, joined, notes_of = storage.drops(), storage.stories_of(), storage.doubts()
        of = _copies(storage, receipts) if copied else {}
        counts = storage.replaced()
    doubts = {
        one.name: [*dict.fromkeys(note for key in one.articles for note in notes_of.get(key, ()))]
        for one in receipts
    }
    stories = {
        one.name: sorted({slug for key in one.articles for slug in joined.get(key, ())})
        for one in receipts
    }
    there = {key for one in receipts if one.state is DropState.TAKEN for key in one.articles}
    if jsonl:
        print_jsonl(
            {
                "drop": receipt.name,
                "state": receipt.state.value,
                "at": receipt.at.isoformat(),
                "articles": list(receipt.articles),
                "stories": stories[receipt.name],
                "reason": receipt.reason,
                "line": receipt.line,
                "notes": doubts[receipt.name],
                "replaced_by": list(_replacing(receipt, counts)),
            }
            | ({"copy_of": of.get(receipt.name)} if copied else {})
            for receipt in receipts
        )
        return
    print_table(
        ("drop", "state", "since", "stories", "reason, notes"),
        (
            (
                receipt.name,
                receipt.state.value,
                shown(receipt.at),
                ", ".join(stories[receipt.name]),
                _joined(
                    _reason(receipt, stories[receipt.name], there),
                    _copy(receipt, of),
                    _replaced(receipt, counts),
                    *doubts[receipt.name],
                ),
            )
            for receipt in receipts
        ),
    )


#: Why a drop shows in no feed though nothing is wrong with it.
NO_STORY = "of no story, or no dated event; `timeline reduce --explain` says why"
#: Why a drop shows in feeds though its file is gone.
STAYS = "what it told stays; `timeline drops remove --purge` takes it out"


def _joined(*remarks: str) -> str:
    return "; ".join(filter(None, remarks))


def _reason(receipt: Receipt, stories: Collection[str], there: set[str]) -> str:
    """Return why a drop was refused, or what nobody expects of its being published or not.

    *there* are the keys of articles whose files are in the folder: one that was moved is.
    """
    if receipt.state is DropState.TAKEN and not stories:
        return NO_STORY
    if receipt.state is DropState.REMOVED and stories and not there.issuperset(receipt.articles):
        return STAYS
    return f"line {receipt.line}: {receipt.reason}" if receipt.line else receipt.reason or ""


def _replacing(receipt: Receipt, counts: Mapping[tuple[str, str], str]) -> Iterable[str]:
    """Return the drops whose texts of articles count in place of those that one has, each once."""
    if receipt.state is not DropState.TAKEN:
        return ()
    found = (counts.get((key, receipt.name)) for key in receipt.articles)
    return dict.fromkeys(name for name in found if name)


def _replaced(receipt: Receipt, counts: Mapping[tuple[str, str], str]) -> str:
    by = ", ".join(_replacing(receipt, counts))
    return f"replaced by {by}, whose text counts: both are one article" if by else ""


def _copies(storage: Storage, receipts: Collection[Receipt]) -> dict[str, str]:
    """Return the drops that say nothing of their own, each with the one that said it first.

    Another drop brought the same articles, or their text counts already in every story.
    """
    from timeline.merge import copies

    timelines = [storage.load(slug) for slug in storage.stories()]
    of = copies(event for timeline in timelines for event in timeline.events)
    taken = {one.name for one in receipts if one.state is DropState.TAKEN}
    brought = {key: name for key, name in storage.article_drops().items() if name in taken}
    found = {}
    for one in receipts:
        known = brought if one.name in taken else {}
        first = [of[key].drop if key in of else known.get(key, one.name) for key in one.articles]
        if first and one.name not in first:
            found[one.name] = first[0]
    return found


def _copy(receipt: Receipt, of: Mapping[str, str]) -> str:
    original = of.get(receipt.name)
    return f"a copy of {original}: both count once" if original else ""


#: States of drops that are tried again.
AGAIN = (DropState.REJECTED, DropState.RETRY)
Names = Annotated[list[str], typer.Argument(help="As `timeline drops` lists them", metavar="DROP…")]


def retry(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="As `timeline drops` lists them; default: all rejected", metavar="DROP…"
        ),
    ] = None,
    config: Config = DEFAULT_CONFIG,
    seeds: Seeds = None,
    database: Database = None,
) -> None:
    """Take rejected drops again, as if they had just arrived.

    Purged ones, too, when they are named. Nothing else in the folder is looked at.
    """
    from timeline.update import on_disk

    settings = read_settings(config, seeds, database)
    stories = read_stories(config)
    with open_workers(settings) as workers, open_storage(settings, known=True) as storage:
        found = {one.name: one.state for one in storage.drops(names)}
        _refuse_unknown(names or (), found)
        again = [
            name
            for name, state in found.items()
            if state in AGAIN or (names and state is DropState.PURGED)
        ]
        for name in sorted(set(names or ()) - set(again)):
            notes.print(f"{found[name]:9} {name}: was not rejected", markup=False)
        if not again:
            notes.print("no drop to take again")
            return
        storage.retry(again)
        folder = settings.seeds.folder
        paths = [folder / on_disk(folder, name) for name in again]
        there = [path for path in paths if os.path.lexists(path)]
        for path in paths:
            if path not in there:
                notes.print(f"gone      {path}: drop it again", soft_wrap=True, markup=False)
        if not there:
            raise typer.Exit(code=1)
        summary = carry(storage, settings, stories, workers, there)
    tell(summary)
    raise typer.Exit(code=1 if summary.rejected or there != paths else 0)


def _refuse_others(names: Collection[str], receipts: Collection[Receipt]) -> None:
    """Raise DropError where drops that are not named hold nothing else, and would go, too."""
    keys = {key for one in receipts if one.name in names for key in one.articles}
    holders = (one for one in receipts if one.articles and keys.issuperset(one.articles))
    if others := {one.name for one in holders} - set(names):
        raise DropError(
            f"nothing was removed: the same article is in {', '.join(sorted(others))}, which would "
            "go as well; name them, too",
            path=", ".join(names),
        )


def _refuse_unknown(names: Collection[str], known: Collection[str]) -> None:
    """Raise DropError for the first of *names* that is not among those *known*."""
    if unknown := set(names) - set(known):
        raise DropError("is no drop here; `timeline drops` lists them", path=min(unknown))


def set_date(
    name: Annotated[str, typer.Argument(help="As `timeline drops` lists it", metavar="DROP")],
    date: Annotated[
        str, typer.Argument(help="2026-01-28, 2026-01-28T12:59 or 2026-01-28T12:59:00-05:00")
    ],
    config: Config = DEFAULT_CONFIG,
    seeds: Seeds = None,
    database: Database = None,
) -> None:
    """Say when a drop was published.

    Its relative dates ("on Tuesday") are counted from there. The date is written into
    DROP.meta.toml beside the drop and overrules what the drop says, for good. Without a zone it is
    in that of the first story.
    """
    from timeline.drops import correct
    from timeline.update import fate, on_disk

    settings = read_settings(config, seeds, database)
    stories = read_stories(config)
    folder, most = settings.seeds.folder, settings.limits.drop_bytes
    file = on_disk(folder, name)
    written = correct(folder, file, max_bytes=most, now=now(), published=date)
    notes.print(f"{written.path} says: published {date}", soft_wrap=True, markup=False)
    with open_workers(settings) as workers, open_storage(settings) as storage:
        summary = carry(storage, settings, stories, workers, [folder / file])
        if summary.rejected:
            written.take_back()
            again = "is as before again: a date helps once the drop can be read"
            notes.print(f"{written.path} {again}", soft_wrap=True, markup=False)
            summary = carry(storage, settings, stories, workers, [folder / file])
        became = fate(storage, folder, name)
    tell_troubles(summary)
    if became and not summary.rejected and not summary.waiting:
        # a watch that runs may have been faster: what is true now is told, not who did it
        dates = ", ".join(sorted({_dated(article.published) for article in became.articles}))
        told = f"{name} counts from {dates} and tells of {count(len(became.events), 'event')}"
        notes.print(told, soft_wrap=True, markup=False)
    raise typer.Exit(code=1 if summary.rejected else 0)


def _dated(published: Published) -> str:
    if published.granularity is Granularity.DAY:
        return published.day.isoformat()
    return published.at.isoformat(timespec="minutes")


def remove(
    names: Names,
    purge: Annotated[
        bool, typer.Option("--purge", help="Really: files, text, quotes and history; no way back")
    ] = False,
    config: Config = DEFAULT_CONFIG,
    seeds: Seeds = None,
    database: Database = None,
) -> None:
    """Take what drops said out of all that is kept.

    Deletes the file, all revisions of its articles, their quotes, and what histories and withdrawn
    events tell of them. Events that nothing else supports are withdrawn. The articles are not taken
    again, whatever drop they come in. Not reached are backups, what readers have fetched, and files
    of `timeline write` until that runs again.
    """
    from timeline.update import remove as take_out

    settings = read_settings(config, seeds, database)
    with open_storage(settings, known=True) as storage:
        _refuse_unknown(names, [one.name for one in storage.drops(names)])
        if not purge:
            raise DropError(
                "nothing was removed: that takes the file and all it said out of database, feeds "
                "and pages, for ever; say that you mean it with --purge",
                path=", ".join(names),
            )
        _refuse_others(names, storage.drops())
        done = take_out(storage, settings, names, now=now())
    for name in done.drops:
        state = "still in its file" if name in done.left else "purged"
        notes.print(f"{state:9} {name}", soft_wrap=True, markup=False)
    notes.print(
        f"{count(done.articles, 'article')} purged; {count(done.withdrawn, 'event')} withdrawn, "
        f"{done.kept} still told by other articles"
    )
    if done.left:
        notes.print(
            "a file that holds other articles, or lies elsewhere, is yours to clean or delete"
        )
    notes.print(
        "not reached: backups, what readers have fetched, and files of `timeline write`, which "
        "has to run again",
        soft_wrap=True,
    )
