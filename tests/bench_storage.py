"""Reading a story of a million events, as ratios to raw SQL on the same database in the same run.

The raw statements fetch the same rows, events with their mentions, through the bare driver; the
shortest code that gives the same values makes them into those (``values``), since rows alone answer
nobody. What rows alone take is told, too. Rounds alternate; what is compared is the median of the
processor's time, with PostgreSQL that of its server, too.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent.parent))

import psycopg

from tests.clusters import cluster
from timeline import (
    Basis,
    Choice,
    Citation,
    Event,
    Granularity,
    Mention,
    Order,
    Status,
    Story,
    When,
)
from timeline.storage import Storage

EVENTS = int(os.environ.get("BENCH_EVENTS", "1000000"))
ROUNDS, LIMIT, SHOWN = 25, 2.0, 50
STORY = Story("bench", "A long story", "", ZoneInfo("UTC"))
#: Forty events a day; the last is told last.
FIRST = datetime(1950, 1, 1, tzinfo=UTC)
PLACES = ("Bormio", "Cortina", "Livigno", "Milan", "Predazzo", "Tesero", "Verona", "Anterselva")
DEEDS = ("closed the road", "searched the arena", "stopped a lift", "opened the gate", "met fans")
Rows = list[tuple[Any, ...]]


def main() -> int:
    """Print the table; return 1 where a limit is missed."""
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        missed += measure("SQLite", f"sqlite:///{folder}/bench.db")
    with cluster() as server:
        if server is None:
            say("storage on PostgreSQL: skipped, it is not installed")
        else:
            with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE bench")
            missed += measure("PostgreSQL", f"{server}/bench")
    return int(missed > 0)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


# --- the story ---------------------------------------------------------------------------------


def rows(
    count: int = EVENTS, first: datetime = FIRST
) -> Iterator[tuple[dict[str, Any], dict[str, Any], list[str]]]:
    """Give each event, its mention and its words."""
    for number in range(1, count + 1):
        start = first + timedelta(days=number // 40)
        day, place = start.date().isoformat(), PLACES[number % 8]
        told = start + timedelta(hours=20, seconds=number % 40)
        quote = f"Rescuers {DEEDS[number % 5]} in {place} at gate {number % 977} after a call."
        shared = {
            "story": STORY.slug,
            "edtf": day,
            "starts": start,
            "ends": start + timedelta(days=1),
            "granularity": "day",
            "basis": "relative",
            "status": "happened",
            "kind": "incident",
            "title": quote[:110],
            "summary": quote,
            "places": f'["{place}"]',
            "actors": '["Rescuers"]',
        }
        key = f"{number:08x}-0000-5000-8000-000000000000"
        event = shared | {
            "id": key,
            "published": told,
            "updated": told,
            "revision": 1,
            "stands": start,
            "number": number,
        }
        mention = shared | {
            "id": f"m{key[1:]}",
            "event": key,
            "position": 0,
            "article": f"a{number // 5}",
            "drop": f"{number // 5}.txt",
            "article_title": "What the valley did",
            "article_published": told,
            "article_zone": "0",
            "url": None,
            "publisher": "Valley Post",
            "quote": quote,
            "span_start": 0,
            "span_end": len(quote),
            "time_expression": "on Tuesday",
            "said_by": None,
            "said_at": None,
            "language": "en",
        }
        yield event, mention, sorted(set(quote.lower().strip(".").split()))


def fill_sqlite(path: str, count: int = EVENTS, first: datetime = FIRST) -> None:
    connection = sqlite3.connect(path)
    tables: dict[str, Rows] = {"event": [], "mention": [], "telling": []}
    names: dict[str, str] = {"telling": "rowid, words, tags, places, sources"}
    for event, mention, words in rows(count, first):
        for table, row in (("event", event), ("mention", mention)):
            names.setdefault(table, ", ".join(f'"{name}"' for name in row))
            tables[table].append(tuple(map(_sqlite_value, row.values())))
        tables["telling"].append((event["number"], " ".join(words), "", "", ""))
        if event["number"] % 10_000 == 0 or event["number"] == count:
            for table, found in tables.items():
                marks = ", ".join("?" * len(found[0]))
                connection.executemany(
                    f"INSERT INTO {table} ({names[table]}) VALUES ({marks})", found
                )
                found.clear()
    connection.execute("UPDATE story SET events = ?, revision = 1", (count,))
    connection.execute("INSERT INTO telling (telling) VALUES ('optimize')")
    connection.commit()
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()


def _sqlite_value(value: Any) -> Any:
    return f"{value:%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value


def fill_postgresql(url: str) -> None:
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        with (
            psycopg.connect(url) as second,
            second.cursor() as other,
            psycopg.connect(url) as third,
            third.cursor() as words_of,
        ):
            some = next(rows())
            events, mentions = (", ".join(f'"{n}"' for n in row) for row in some[:2])
            words_of.execute("CREATE TEMPORARY TABLE told (number bigint, words text[])")
            second.execute("SET session_replication_role = replica")  # events come beside them
            with (
                cursor.copy(f"COPY event ({events}) FROM STDIN") as event_copy,
                other.copy(f"COPY mention ({mentions}) FROM STDIN") as mention_copy,
                words_of.copy("COPY told FROM STDIN") as word_copy,
            ):
                for event, mention, words in rows():
                    event_copy.write_row(tuple(event.values()))
                    mention_copy.write_row(tuple(mention.values()))
                    word_copy.write_row((event["number"], [f"w{word}" for word in words]))
            words_of.execute(
                "INSERT INTO telling SELECT number, array_to_tsvector(words) FROM told"
            )
        connection.execute("UPDATE story SET events = %s, revision = 1", (EVENTS,))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


# --- measuring ---------------------------------------------------------------------------------

MIDDLE = FIRST + timedelta(days=EVENTS // 80)
#: What is asked: ours, and the condition and order of the raw statement.
ASKED: dict[str, tuple[Choice, Order, str, str]] = {
    "latest 50": (Choice(), Order.TOLD, "", "published DESC, id DESC"),
    "range": (
        Choice(after=MIDDLE, before=MIDDLE + timedelta(days=28)),
        Order.DATE,
        " AND ends > {after} AND stands < {before}",
        "stands, published, id",
    ),
    "full text": (
        Choice.of(text="searched verona 97"),
        Order.TOLD,
        " AND number IN ({match})",
        "published DESC, id DESC",
    ),
}
MATCH = {
    "SQLite": (
        """SELECT rowid FROM telling WHERE telling MATCH"""
        """ 'words:"searched"* AND words:"verona"* AND words:"97"'"""
    ),
    "PostgreSQL": (
        "SELECT number FROM telling WHERE terms @@ '''wsearched'':* & ''wverona'':* & ''w97'''"
        "::tsquery"
    ),
}


def measure(name: str, url: str) -> int:
    """Print the table of one database; return how many limits were missed."""
    storage = Storage(url)
    storage.upgrade()
    with storage.write() as batch:
        batch.keep_story(STORY, "f")
    (fill_sqlite if name == "SQLite" else fill_postgresql)(url.removeprefix("sqlite:///"))
    missed, clock = 0, spent(name, url)
    with raw(name, url) as fetch:
        for what, (choice, order, condition, sort) in ASKED.items():
            values = {"match": MATCH[name]} | {
                key: f"'{at:%Y-%m-%d %H:%M:%S.000000}{'' if name == 'SQLite' else '+00'}'"
                for key, at in (("after", choice.after), ("before", choice.before))
                if at
            }
            query = (
                f"FROM event WHERE story = 'bench'{condition.format(**values)}"
                f" ORDER BY {sort} LIMIT {SHOWN}"
            )
            count = f"SELECT count(*) FROM event WHERE story = 'bench'{condition.format(**values)}"

            def ours(choice: Choice = choice, order: Order = order) -> tuple[str, ...]:
                with storage.snapshot(STORY.slug) as now:
                    return now.select(choice, order, SHOWN).events

            def theirs(query: str = query, count: str = count, choice: Choice = choice):
                fetch("BEGIN")  # all of one moment, as ours is
                if not choice.is_everything:
                    fetch(count)
                events = fetch(f"SELECT * {query}")
                ids = [row[0] for row in events]
                names = ", ".join(f"'{one}'" for one in ids)
                mentions = fetch(
                    f"SELECT * FROM mention WHERE story = 'bench' AND event IN ({names})"
                    " ORDER BY event, story, position"
                )
                fetch("COMMIT")
                return events, mentions

            missed += tell(f"storage on {name}: {what}", ours, theirs, clock)
        key = f"{EVENTS // 2:08x}-0000-5000-8000-000000000000"

        def found() -> tuple[Event, ...]:
            return (storage.find_event(key)[1],)

        def fetched() -> tuple[Rows, Rows]:
            fetch("BEGIN")
            event = fetch(
                f"SELECT event.*, zone FROM event JOIN story ON slug = story WHERE id = '{key}'"
            )
            told = fetch(f"SELECT * FROM mention WHERE event = '{key}' ORDER BY position")
            fetch("COMMIT")
            return event, told

        missed += tell(f"storage on {name}: by id", found, fetched, clock)
    storage.close()
    return missed


def values(events: Rows, mentions: Rows) -> tuple[Event, ...]:
    """Return rows as events."""
    told: dict[str, list[Mention]] = {}
    for row in mentions:
        told.setdefault(row[2], []).append(
            Mention(
                row[1],
                Citation(row[4], row[5], row[6], at(row[7]), row[9], row[10]),
                row[11],
                When(row[12], at(row[13]), at(row[14]), Granularity(row[15])),
                Basis(row[16]),
                Status(row[17]),
                *row[18:24],
                names(row[24]),
                names(row[25]),
                *row[26:29],
            )
        )
    return tuple(
        Event(
            row[0],
            When(row[2], at(row[3]), at(row[4]), Granularity(row[5])),
            Basis(row[6]),
            Status(row[7]),
            *row[8:11],
            names(row[11]),
            names(row[12]),
            tuple(told.get(row[0], ())),
            at(row[13]),
            at(row[14]),
            row[15],
        )
        for row in events
    )


def at(value: Any) -> datetime | None:
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value and value.astimezone(UTC)


def names(value: Any) -> tuple[str, ...]:
    return tuple(json.loads(value) if isinstance(value, str) else value)


def tell(
    what: str,
    ours: Callable[[], tuple[Event, ...]],
    rows: Callable[[], tuple[Rows, Rows]],
    clock: Callable[[], float],
) -> int:
    """Print one line; return 1 when the limit was missed."""

    def theirs() -> tuple[Event, ...]:
        return values(*rows())

    assert ours() == theirs() != (), what
    taken: dict[Callable[[], Any], list[float]] = {ours: [], theirs: [], rows: []}
    for _ in range(ROUNDS):
        for one, times in taken.items():
            begun = clock()
            one()
            times.append(clock() - begun)
    ms = {one: statistics.median(times) * 1000 for one, times in taken.items()}
    ratio = ms[ours] / ms[theirs]
    word = "" if ratio <= LIMIT else " TOO MUCH"
    say(
        f"{what:34} {ms[ours]:8.2f} ms, raw {ms[theirs]:8.2f} ms: {ratio:.2f} x"
        f" (limit {LIMIT:.1f}){word}; rows alone {ms[rows]:8.2f} ms"
    )
    return int(ratio > LIMIT)


def spent(name: str, url: str) -> Callable[[], float]:
    """Return what gives the seconds of processor time of this process and the database's server."""
    if name == "SQLite":
        return time.process_time
    with psycopg.connect(url) as connection:
        status = Path(f"/proc/{connection.info.backend_pid}/stat").read_text()
    server = status.rpartition(")")[2].split()[1]

    def clock() -> float:
        listed = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        return time.process_time() + sum(map(ran, listed)) / 1e9

    return clock


def ran(process: str) -> int:
    """Return the nanoseconds of processor time of a process; 0 when it has ended meanwhile."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0])
    except (FileNotFoundError, ProcessLookupError):
        return 0


@contextmanager
def raw(name: str, url: str) -> Iterator[Callable[[str], Rows]]:
    """Give what asks the bare driver."""
    if name == "SQLite":
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        yield lambda query: connection.execute(query).fetchall()
        connection.close()
    else:
        with psycopg.connect(url, autocommit=True) as server:
            yield lambda query: _fetched(server.execute(query))


def _fetched(cursor: Any) -> Rows:
    return cursor.fetchall() if cursor.description else []


if __name__ == "__main__":
    sys.exit(main())
