"""Rendered documents: once per revision, bounded, never stale."""

from __future__ import annotations

import asyncio
import threading

import pytest

from feeds.rendition import Asked, Rendition
from feeds.service.shelf import MAX_ADDRESSES, MAX_RENDERING, THREADS, BusyError, Shelf


class Story:
    """A revision that can move, and a count of what was rendered."""

    def __init__(self):
        self.revision = 1
        self.renders = 0
        self.go = threading.Event()
        self.go.set()

    def now(self, _):
        return self.revision

    def render(self):
        self.go.wait(5)
        self.renders += 1
        return self.revision, Rendition(b"x" * 1000, "text/plain")


@pytest.fixture
def story():
    return Story()


def test_many_who_ask_at_once_wait_for_one_render(story):
    async def ask():
        shelf = Shelf(story.now)
        story.go.clear()
        tasks = [asyncio.create_task(shelf.fetch(("a",), "s", story.render)) for _ in range(50)]
        await asyncio.sleep(0.02)
        # the one who started it hangs up, the others are served
        tasks[0].cancel()
        story.go.set()
        found = await asyncio.gather(*tasks[1:])
        assert all(one is found[0] for one in found)
        assert tasks[0].cancelled()

    asyncio.run(ask())
    assert story.renders == 1


def test_a_document_of_an_old_revision_is_not_given(story):
    async def ask():
        shelf = Shelf(story.now)
        first = await shelf.fetch(("a",), "s", story.render)
        first.answer(Asked())
        shelf.remember("/a", b"", ("a",))
        assert shelf.hot("/a", b"", Asked())[0] == 200
        assert shelf.hot("/a", b"", Asked(accept_encoding="br")) is None
        assert shelf.hot("/b", b"", Asked()) is None
        story.revision = 2
        assert shelf.hot("/a", b"", Asked()) is None
        assert await shelf.fetch(("a",), "s", story.render) is not first
        assert await shelf.fetch(("a",), "s", story.render) is not first

    asyncio.run(ask())
    assert story.renders == 2


def test_what_is_kept_is_bounded_and_the_longest_unasked_leaves(story):
    async def ask():
        shelf = Shelf(story.now, max_bytes=2500)
        for key in ("a", "b", "a", "c"):
            await shelf.fetch((key,), "s", story.render)
        assert list(shelf._kept) == [("a",), ("c",)]
        assert shelf.bytes == 2000
        for number in range(MAX_ADDRESSES + 10):
            shelf.remember("/a", str(number).encode(), ("a",))
        assert len(shelf._addresses) == MAX_ADDRESSES

    asyncio.run(ask())


def test_too_many_cold_documents_at_once_are_refused_and_the_hot_ones_go_on(story):
    async def ask():
        shelf = Shelf(story.now)
        hot = await shelf.fetch(("hot",), "s", story.render)
        story.go.clear()
        tasks = [
            asyncio.create_task(shelf.fetch((str(number),), "s", story.render))
            for number in range(MAX_RENDERING)
        ]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await shelf.fetch(("one more",), "s", story.render)
        assert await shelf.fetch(("hot",), "s", story.render) is hot
        story.go.set()
        await asyncio.gather(*tasks)
        await shelf.fetch(("one more",), "s", story.render)

    asyncio.run(ask())


def test_a_render_that_fails_is_tried_again(story):
    def fail():
        raise ValueError("broken")

    async def ask():
        shelf = Shelf(story.now)
        with pytest.raises(ValueError, match="broken"):
            await shelf.fetch(("a",), "s", fail)
        await shelf.fetch(("a",), "s", story.render)

    asyncio.run(ask())


def test_nothing_is_kept_over_a_change_of_the_configuration(story):
    async def ask():
        configured = [("a story",)]
        shelf = Shelf(story.now, configured=lambda: configured[0])
        await shelf.fetch(("a",), "s", story.render)
        story.go.clear()
        under_way = asyncio.create_task(shelf.fetch(("b",), "s", story.render))
        await asyncio.sleep(0.02)
        configured[0] = ("another story",)
        assert shelf.hot("/a", b"", Asked()) is None
        assert shelf.bytes == 0
        story.go.set()
        await under_way
        assert shelf.bytes == 0, "it was rendered for what was configured before"
        await shelf.fetch(("b",), "s", story.render)
        assert shelf.bytes == 1000

    asyncio.run(ask())


def test_what_waited_for_a_thread_while_the_configuration_changed_is_not_kept(story):
    async def ask():
        configured = [("a story",)]
        shelf = Shelf(story.now, configured=lambda: configured[0])
        story.go.clear()
        tasks = [
            asyncio.create_task(shelf.fetch((str(number),), "s", story.render))
            for number in range(THREADS + 1)
        ]
        await asyncio.sleep(0.02)
        configured[0] = ("another story",)
        assert shelf.hot("/a", b"", Asked()) is None
        story.go.set()
        await asyncio.gather(*tasks)
        assert shelf.bytes == 0, "the last one began after the change, but knew the story before"

    asyncio.run(ask())
