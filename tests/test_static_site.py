"""The site as files: complete, linked relatively, left alone when nothing changed."""

from __future__ import annotations

import gzip
import os
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import brotli
import pytest

from feeds.document import Site
from feeds.static_site import write
from tests.libraries import Library
from tests.stories import BASE, STORY, TOLD, make, on, sample, timeline
from timeline import Withdrawal

SITE = Site(BASE, "Valley News")
LINK = re.compile(r'<(?:a|link)[^>]* href="([^"]*)"')


def links(page):
    found = (unescape(link) for link in LINK.findall(page.read_text("utf-8")))
    return [link.partition("#")[0] for link in found if not re.match(r"(https?|webcal):|#", link)]


@pytest.mark.no_cover
@pytest.mark.parametrize("number", [8, 230])
def test_every_link_leads_to_a_file(tmp_path, number):
    events = [make(f"Train {n} leaves", on("2026-02-01")) for n in range(number - 8)]
    kept = replace(sample(), events=(*sample().events, *events))
    library = Library(snow_trains=kept)
    written = write(library, SITE, tmp_path)
    linked = {}  # and the first page that does
    for page in tmp_path.rglob("*.html"):
        if page.name == "404.html":
            assert all(link.startswith("/olympics") for link in links(page))
            continue
        for link in set(links(page)):
            linked.setdefault(os.path.normpath(page.parent / link), page)
    for path, page in linked.items():
        assert Path(path).is_file(), (page, path)
    for event in kept.events:
        assert str(tmp_path / "events" / event.id / "index.html") in linked
    assert written.files == written.changed
    for name in ("feed.rss", "favicon.png", "preview.png"):
        assert (tmp_path / name).is_file()


@pytest.mark.no_cover
def test_a_document_is_the_one_the_service_gives_but_for_further_pages(tmp_path):
    events = [make(f"Train {n} leaves", on("2026-02-01")) for n in range(70)]
    write(Library(snow_trains=timeline(*events)), SITE, tmp_path)
    feed = (tmp_path / "stories" / STORY.slug / "feed.json").read_text()
    assert feed.count('"id":') >= 60
    assert "next_url" not in feed
    assert "prev-archive" not in (tmp_path / "feed.atom").read_text()


def test_what_did_not_change_is_not_touched(tmp_path):
    library = Library()
    write(library, SITE, tmp_path)
    feed = tmp_path / "feed.atom"
    assert feed.stat().st_mtime == (TOLD + timedelta(days=1)).timestamp()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    again = write(library, SITE, tmp_path)
    assert again.changed == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    later = TOLD + timedelta(days=2)
    library.kept[STORY.slug] = replace(sample(), events=sample().events[1:], updated=later)
    assert write(library, SITE, tmp_path).changed > 0
    assert feed.stat().st_mtime == later.timestamp()


def test_compressed_files_stand_beside_the_plain_ones(tmp_path):
    write(Library(), SITE, tmp_path)
    feed = tmp_path / "feed.rss"
    assert gzip.decompress((tmp_path / "feed.rss.gz").read_bytes()) == feed.read_bytes()
    assert brotli.decompress((tmp_path / "feed.rss.br").read_bytes()) == feed.read_bytes()
    assert not [path for path in tmp_path.rglob("*") if path.name.endswith(".tmp")]


def test_pages_offer_nothing_that_needs_a_service(tmp_path):
    write(Library(), SITE, tmp_path)
    page = (tmp_path / "index.html").read_text()
    for absent in ("<form", "/filter", "oembed", "/stream", "<script>"):
        assert absent not in page.replace("&lt;", "")


def test_a_withdrawn_event_leaves_a_page_that_says_so(tmp_path):
    gone = Withdrawal(sample().events[0].id, TOLD, "the article was retracted")
    write(Library(snow_trains=timeline(withdrawn=(gone,))), SITE, tmp_path)
    page = (tmp_path / "events" / gone.id / "index.html").read_text()
    assert "the article was retracted" in page


def test_what_is_published_no_longer_is_deleted_and_nothing_else(tmp_path):
    folder = tmp_path / "site"
    library = Library()
    first = write(library, SITE, folder)
    (folder / "robots.txt").write_text("mine")
    (tmp_path / "outside.txt").write_text("mine")
    with (folder / ".timeline-files").open("a") as listed:
        listed.write(f"../outside.txt\n{tmp_path}/outside.txt\n")
    gone = sample().events[0]
    library.kept[STORY.slug] = replace(
        sample(), events=sample().events[1:], withdrawn=(Withdrawal(gone.id, TOLD, "retracted"),)
    )
    assert (folder / "events" / f"{gone.id}.json.gz").exists()
    second = write(library, SITE, folder)
    assert (first.removed, second.removed) == (0, 1)
    assert not [*folder.rglob(f"{gone.id}.json*")]
    assert "retracted" in (folder / "events" / gone.id / "index.html").read_text()
    assert (folder / "robots.txt").exists()
    assert (tmp_path / "outside.txt").exists()
    (folder / ".timeline-files").write_bytes(b"\xff")
    assert write(library, SITE, folder).removed == 0


def test_no_file_is_replaced_that_somebody_else_put_there(tmp_path):
    folder = tmp_path / "www"
    folder.mkdir()
    (folder / "robots.txt").write_text("mine")
    (folder / "index.html").write_text("theirs")
    with pytest.raises(FileExistsError, match=r"index\.html is there"):
        write(Library(), SITE, folder)
    assert {one.name for one in folder.rglob("*") if one.is_file()} == {"robots.txt", "index.html"}
    (folder / "index.html").unlink()
    assert write(Library(), SITE, folder).files
    assert write(Library(), SITE, folder).changed == 0
    assert (folder / "robots.txt").read_text() == "mine"


def test_several_stories_share_a_start_page(tmp_path):
    other = replace(STORY, slug="ice-road", title="The ice road")
    library = Library(STORY, other, snow_trains=sample(), ice_road=timeline())
    write(library, SITE, tmp_path)
    start = (tmp_path / "index.html").read_text()
    assert "The ice road" in start
    assert "Night trains to the snow" in start
    empty = (tmp_path / "stories" / "ice-road" / "index.html").read_text()
    assert "Nothing has happened here yet" in empty


def test_a_site_without_a_story_has_its_start_page(tmp_path):
    write(Library(configured=()), SITE, tmp_path)
    assert "No story is set up yet" in (tmp_path / "index.html").read_text()
