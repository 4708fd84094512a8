"""Timelines become files: the same pages and documents, for any web server.

Links between the files are relative, so they work below any path; what needs a service behind it
(filters, streams, oEmbed, further pages of feeds) is left out. A file's time is the time its
content last changed, and unchanged files are not touched: web servers answer 304 by that.
"""

from __future__ import annotations

import errno
import os
import posixpath
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from feeds import opml, publish
from feeds.document import Order, Query, Site, compose
from feeds.formats import FORMATS
from feeds.pages import PER_PAGE, Place, error_page, gone_page, static
from feeds.pages.phrases import phrases
from feeds.rendition import Rendition, compress
from feeds.service.library import Library
from timeline import Choice, Event, Snapshot, Timeline, Withdrawal, snapshot

#: What stands compressed beside a file (nginx: ``gzip_static``, ``brotli_static``).
PACKED = {"gzip": ".gz", "br": ".br"}
#: Lists what was written, for the next run to delete what is published no longer.
LIST = ".timeline-files"
#: Name of a file and what is in it.
File = tuple[str, Rendition]


@dataclass(frozen=True, slots=True)
class Written:
    """What ``write`` did: files there are, how many had changed, how many are gone."""

    files: int
    changed: int
    removed: int = 0


def write(library: Library, site: Site, folder: Path) -> Written:
    """Write every published document below *folder*; raises OSError where that cannot be.

    What an earlier run wrote there and is published no longer is deleted; other files are left.
    None is replaced that no run wrote: FileExistsError names it.
    """
    known = _claimed(folder)
    before = _listed(folder)
    names: set[str] = set()
    changed = 0
    for name, rendition in documents(library, site):
        names.add(name)
        if not known and (folder / name).exists():
            _remove(folder, names - {name})  # as if nothing had begun
            raise FileExistsError(errno.EEXIST, f"{name} is there, and not from here", str(folder))
        changed += _save(folder / name, rendition)
    gone = before - names
    _remove(folder, gone)
    if names != before:
        unfinished = folder / f"{LIST}.tmp"
        unfinished.write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")
        unfinished.replace(folder / LIST)
    return Written(len(names), changed, len(gone))


def _remove(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        for suffix in ("", *PACKED.values()):
            (folder / f"{name}{suffix}").unlink(missing_ok=True)


def _claimed(folder: Path) -> bool:
    """Tell whether a run wrote here before, or nobody did; an empty folder is marked as ours."""
    if (folder / LIST).exists():
        return True
    if folder.exists() and any(folder.iterdir()):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LIST).touch()
    return True


def _listed(folder: Path) -> set[str]:
    """Return the names of the files that the last run wrote; nothing outside the folder."""
    try:
        lines = (folder / LIST).read_text("utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return set()
    return {name for name in lines if ".." not in name.split("/") and not name.startswith("/")}


def documents(library: Library, site: Site) -> Iterator[File]:
    """Give every file of the site, one after the other."""
    with ExitStack() as stack:
        yield from _documents(library, site, stack)


def _documents(library: Library, site: Site, stack: ExitStack) -> Iterator[File]:
    stories = library.stories()
    editions = [
        publish.Edition(story, stack.enter_context(library.snapshot(story.slug)), library)
        for story in stories
    ]
    for edition in editions:
        yield from _story(edition, site, first=edition is editions[0])
    rows = [(edition.story, edition.timeline) for edition in editions]
    yield _page("/stories", site, lambda at: publish.index(rows, at))
    if len(editions) == 1:
        yield _page("/", site, lambda at: publish.story(editions[0], at, Query()))
    else:
        yield _page("/", site, lambda at: publish.index(rows, at))
    w = phrases(site.language)
    lost = Place(site, lambda path: publish.path_of(site.base_url) + path, live=False)
    missing = error_page(lost, w.not_found, w.not_found_text)
    yield "404.html", publish.page(missing, Timeline(""))
    yield "opml", Rendition(opml.render(stories, site), opml.MEDIA_TYPE)
    yield "schemas/timeline.json", Rendition(publish.schema(), "application/schema+json")
    for name in ("favicon.png", "preview.png", "embed.js"):
        yield name, Rendition(static(name), "")


def _story(edition: publish.Edition, site: Site, *, first: bool) -> Iterator[File]:
    path = f"/stories/{edition.story.slug}"
    for form in FORMATS.values():
        own = publish.feed(form, edition, site, Query(), paged=False)
        yield f"{path[1:]}/{form.suffix}", own
        if first:
            root = publish.feed(form, edition, site, Query(), folder="", paged=False)
            yield form.suffix, root
    yield _page(f"{path}/embed", site, lambda at: publish.embed(edition, at, Query()))
    query: Query | None = Query()
    while query is not None:
        yield _page(path + query.encode(), site, partial(_turn, edition, query))
        query = _after(edition, site, query)
    now = snapshot(edition.timeline, edition.story.zone)
    for event in _events(now):
        yield f"events/{event.id}.json", publish.event_json(edition, event, site)
        yield _page(f"/events/{event.id}", site, partial(_event, edition, event))
    for gone in now.withdrawn():
        yield _page(f"/events/{gone.id}", site, partial(_gone, edition, gone))


def _events(now: Snapshot) -> Iterator[Event]:
    """Give all events by date; only some of them are in memory at a time."""
    before = None
    while found := now.select(Choice(), Order.DATE, PER_PAGE, before).events:
        yield from found
        before = found[-1].id


def _turn(edition: publish.Edition, query: Query, at: Place) -> Rendition:
    return publish.story(edition, at, query)


def _event(edition: publish.Edition, event: Event, at: Place) -> Rendition:
    return publish.event(edition, event, at)


def _gone(edition: publish.Edition, withdrawal: Withdrawal, at: Place) -> Rendition:
    return publish.page(gone_page(edition.story, withdrawal, at), edition.timeline)


def _after(edition: publish.Edition, site: Site, query: Query) -> Query | None:
    """Return what the page after *query* asks for."""
    document = compose(
        edition.timeline,
        edition.story,
        site,
        query,
        order=Order.DATE,
        limit=PER_PAGE,
        withdrawn=False,
    )
    return document.next


def _page(path: str, site: Site, render: Callable[[Place], Rendition]) -> File:
    """Return a page's file, with links as they are seen from it."""
    name = file_name(path)

    def href(target: str) -> str:
        return posixpath.relpath(file_name(target), posixpath.dirname(name) or ".")

    return name, render(Place(site, href, live=False, feeds=publish.feed_links()))


def file_name(path: str) -> str:
    """Return the file that stands for an address.

    >>> file_name("/stories/milan"), file_name("/feed.rss"), file_name("/")
    ('stories/milan/index.html', 'feed.rss', 'index.html')
    >>> file_name("/stories/milan?before=5f6")
    'stories/milan/before/5f6/index.html'
    """
    address, _, query = path.strip("/").partition("?")
    if query:
        address = f"{address}/{query.replace('=', '/')}"
    elif "." in posixpath.basename(address) or address == "opml":
        return address
    return posixpath.join(address, "index.html")


def _save(path: Path, rendition: Rendition) -> bool:
    """Write a file and its compressed ones, unless it is there; say whether it was written."""
    if path.is_file() and path.read_bytes() == rendition.body:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    packed = {suffix: compress(rendition.body, coding) for coding, suffix in PACKED.items()}
    for suffix, body in {"": rendition.body, **packed}.items():
        # whoever reads it meanwhile gets the old file or the new one, never half of it
        unfinished = path.with_name(f".{path.name}{suffix}.tmp")
        unfinished.write_bytes(body)
        if rendition.last_modified is not None:
            moment = rendition.last_modified.timestamp()
            os.utime(unfinished, (moment, moment))
        unfinished.replace(path.with_name(path.name + suffix))
    return True
