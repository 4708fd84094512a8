"""Subscribers to a feed: each client polls an address and tells what it shows.

A client that keeps what it saw (newsboat, sfeed, rss2email, reader) tells all it knows, with what
is unread; a parser tells what the feed holds now.
"""

import functools
import mailbox
import os
import shutil
import sqlite3
import subprocess
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime

import atoma
import fastfeedparser
import feedparser
import reader

from tests.judges import judge


@dataclass(frozen=True, order=True)
class Shown:
    """An entry as a client shows it."""

    id: str
    title: str
    link: str
    published: datetime
    #: None where the client does not know reading.
    unread: bool | None = None
    text: str = ""


def run(*command, folder, check=True):
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return subprocess.run(
        command,
        env=environ,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=check,
    )


def fetch(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def moment(value):
    return datetime.fromtimestamp(int(value), UTC)


class Client:
    """Subscribes to *url*; *folder* is its own."""

    formats = ("rss", "atom")
    #: Tells what it saw before, too, and what of it is unread.
    keeps = False
    #: Which poll of an unchanged feed is answered 304; None: it sends no validators.
    not_modified = None
    needs = ()

    def __init__(self, url, folder):
        self.url, self.folder = url, folder
        self.start()

    @classmethod
    def is_missing(cls):
        return [program for program in cls.needs if shutil.which(program) is None]

    def start(self):
        pass

    def poll(self):
        """Ask once and return what is shown, newest first where the client orders."""
        raise NotImplementedError

    def read_all(self):
        """Mark everything read."""


class Newsboat(Client):
    keeps, not_modified, needs = True, 3, ("newsboat",)

    def start(self):
        (self.folder / "urls").write_text(f"{self.url}\n")
        (self.folder / "config").write_text("")
        self.cache = self.folder / "cache.db"

    def poll(self):
        files = ("-u", "urls", "-c", "cache.db", "-C", "config")
        run("newsboat", *files, "-x", "reload", folder=self.folder)
        with sqlite3.connect(self.cache) as cache:
            rows = cache.execute(
                "select guid, title, url, pubDate, unread, content from rss_item"
                " where deleted = 0 order by pubDate desc"
            ).fetchall()
        cache.close()
        return [
            Shown(own_id, title, link, moment(date), bool(unread), text)
            for own_id, title, link, date, unread, text in rows
        ]

    def read_all(self):
        with sqlite3.connect(self.cache) as cache:
            cache.execute("update rss_item set unread = 0")
        cache.close()


class Sfeed(Client):
    keeps, needs = True, ("sfeed_update", "curl")

    def start(self):
        (self.folder / "sfeedrc").write_text(
            f'sfeedpath="{self.folder}/feeds"\nfeeds() {{\n feed "own" "{self.url}"\n}}\n'
        )
        self.read = set()
        self.lines = []

    def poll(self):
        run("sfeed_update", "./sfeedrc", folder=self.folder)
        text = (self.folder / "feeds" / "own").read_text()
        self.lines = [line.split("\t") for line in text.splitlines()]
        return [
            Shown(
                line[5],
                line[1],
                line[2],
                moment(line[0]),
                self._key(line) not in self.read,
                line[3],
            )
            for line in self.lines
        ]

    def read_all(self):
        self.read |= {self._key(line) for line in self.lines}

    @staticmethod
    def _key(line):
        """Return what sfeed takes for one entry: id, title and link."""
        return line[5], line[1], line[2]


class Rss2email(Client):
    keeps, not_modified, needs = True, 2, ("r2e",)

    def start(self):
        (self.folder / "c.cfg").write_text(
            "[DEFAULT]\nfrom = feeds@example.org\nto = me@example.org\nforce-from = True\n"
            "email-protocol = maildir\nmaildir-path = mail\nmaildir-mailbox = in\n"
            "date-header = True\nverbose = error\n"
        )
        for part in ("new", "cur", "tmp"):
            (self.folder / "mail" / "in" / part).mkdir(parents=True)
        self._run("add", "own", self.url)
        self.read = set()

    def _run(self, *words):
        run("r2e", "-c", "c.cfg", "-d", "d.json", *words, folder=self.folder)

    def poll(self):
        self._run("run")
        self.mails = dict(mailbox.Maildir(self.folder / "mail" / "in").items())
        shown = [
            Shown(
                mail["X-RSS-ID"],
                str(make_header(decode_header(mail["Subject"]))).replace("\n", ""),
                mail["X-RSS-URL"],
                parsedate_to_datetime(mail["Date"]).replace(tzinfo=UTC),
                key not in self.read,
                mail.get_payload(decode=True).decode(),
            )
            for key, mail in self.mails.items()
        ]
        return sorted(shown, key=lambda own: own.published, reverse=True)

    def read_all(self):
        self.read |= set(self.mails)


class Reader(Client):
    formats = ("rss", "atom", "json")
    keeps, not_modified = True, 2

    def start(self):
        self.store = str(self.folder / "reader.db")
        with reader.make_reader(self.store) as own:
            own.add_feed(self.url)

    def poll(self):
        with reader.make_reader(self.store) as own:
            own.update_feeds(scheduled=False)
            assert own.get_feed(self.url).last_exception is None
            entries = list(own.get_entries(sort="recent"))
        return [
            Shown(
                item.id,
                item.title,
                item.link,
                item.published,
                not item.read,
                " ".join([item.summary or "", *(part.value for part in item.content)]),
            )
            for item in sorted(entries, key=lambda item: item.published, reverse=True)
        ]

    def read_all(self):
        with reader.make_reader(self.store) as own:
            for item in list(own.get_entries(read=False)):
                own.mark_entry_as_read(item)


class Feedparser(Client):
    not_modified = 2

    def start(self):
        self.etag = self.modified = None
        self.last = []

    def poll(self):
        found = feedparser.parse(self.url, etag=self.etag, modified=self.modified)
        if found.status == 304:
            return self.last
        assert not found.bozo, found.bozo_exception
        self.etag, self.modified = found.get("etag"), found.get("modified")
        self.last = [
            Shown(
                item.id,
                item.title,
                item.link,
                datetime(*item.published_parsed[:6], tzinfo=UTC),
                None,
                item.content[0].value,
            )
            for item in found.entries
        ]
        return self.last


class Atoma(Client):
    formats = ("rss", "atom", "json")

    def poll(self):
        body = fetch(self.url)
        if "feed.rss" in self.url:
            return [
                Shown(x.guid, x.title, x.link, x.pub_date, None, x.content_encoded)
                for x in atoma.parse_rss_bytes(body).items
            ]
        if "feed.atom" in self.url:
            return [
                Shown(x.id_, x.title.value, x.links[0].href, x.published, None, x.content.value)
                for x in atoma.parse_atom_bytes(body).entries
            ]
        # it knows version 1 only, of which version 1.1 is a superset but for its authors
        body = body.replace(b"jsonfeed.org/version/1.1", b"jsonfeed.org/version/1")
        return [
            Shown(x.id_, x.title, x.url, x.date_published, None, x.content_html)
            for x in atoma.parse_json_feed_bytes(body).items
        ]


class Fastfeedparser(Client):
    formats = ("rss", "atom", "json")

    def poll(self):
        return [
            Shown(
                x["id"],
                x["title"],
                x["link"],
                datetime.fromisoformat(x["published"]),
                None,
                x["content"][0]["value"],
            )
            for x in fastfeedparser.parse(fetch(self.url)).entries
        ]


class Node(Client):
    """A parser of npm's; see judges.mjs."""

    package = ""
    needs = ("node",)

    def poll(self):
        form = self.url.rpartition("/feed.")[2].partition("?")[0]
        found = parsed(form, fetch(self.url).decode())[self.package][form]
        assert isinstance(found, list), found
        return [
            Shown(x["id"], x["title"], x["link"], datetime.fromisoformat(x["published"]))
            for x in found
        ]


@functools.cache
def parsed(form, text):
    """Return what all parsers of npm's see in a document; one process asks them all."""
    return judge("feeds", {form: text})


def node(package, formats):
    return type(package, (Node,), {"package": package, "formats": formats})


CLIENTS = {
    "newsboat": Newsboat,
    "sfeed": Sfeed,
    "rss2email": Rss2email,
    "reader": Reader,
    "feedparser": Feedparser,
    "atoma": Atoma,
    "fastfeedparser": Fastfeedparser,
    "rss-parser": node("rss-parser", ("rss", "atom")),
    "feedsmith": node("feedsmith", ("rss", "atom", "json")),
    "feed-extractor": node("@extractus/feed-extractor", ("rss", "atom", "json")),
    "feed-parser": node("@rowanmanning/feed-parser", ("rss", "atom")),
    "node feedparser": node("feedparser", ("rss", "atom")),
}
