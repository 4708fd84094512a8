"""The rule of imports of HOUSE.md's layout, as a table."""

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_cover

ROOT = Path(__file__).parent.parent

#: Steps of the flow know only the values and the errors, and what is named here.
MAY_IMPORT = {
    "timeline.__init__": {
        "timeline.types",
        "timeline.errors",
        "timeline.choice",
        "timeline.originals",
        "timeline.snapshot",
    },
    "timeline.types": set(),
    "timeline.errors": set(),
    "timeline.toml": {"timeline.errors"},
    "timeline.settings": {"timeline", "timeline.errors", "timeline.toml"},
    "timeline.story": {
        "timeline.types",
        "timeline.errors",
        "timeline.settings",
        "timeline.timex",
    },
    "timeline.drops": {"timeline", "timeline.types", "timeline.errors", "timeline.toml"},
    "timeline.sentences": {"timeline.types", "timeline.errors"},
    "timeline.patterns": set(),
    "timeline.timex": {"timeline.types", "timeline.errors", "timeline.patterns"},
    "timeline.events": {
        "timeline.types",
        "timeline.errors",
        "timeline.patterns",
        "timeline.sentences",
        "timeline.timex",
    },
    "timeline.originals": {"timeline.types"},
    "timeline.merge": {"timeline.types", "timeline.errors", "timeline.originals"},
    "timeline.choice": {"timeline.types"},
    "timeline.snapshot": {"timeline.types", "timeline.choice"},
    "timeline.storage": {
        "timeline.types",
        "timeline.errors",
        "timeline.choice",
        "timeline.snapshot",
    },
    "timeline.executors": {"timeline", "timeline.errors", "timeline.drops", "timeline.events"},
    "timeline.update": {
        "timeline",
        "timeline.types",
        "timeline.errors",
        "timeline.settings",
        "timeline.story",
        "timeline.drops",
        "timeline.events",
        "timeline.executors",
        "timeline.merge",
        "timeline.storage",
    },
    "timeline.records": {"timeline.types"},
    "timeline.catalogue": {"timeline", "timeline.types", "timeline.errors", "timeline.story"},
    "timeline.library": {
        "timeline.types",
        "timeline.catalogue",
        "timeline.snapshot",
        "timeline.storage",
        "timeline.update",
    },
    "timeline.watch": {
        "timeline.types",
        "timeline.errors",
        "timeline.executors",
        "timeline.settings",
        "timeline.update",
    },
    "feeds": {"timeline"},
}

#: One owner for each library.
OWNERS = {
    "sqlmodel": "timeline.storage",
    "sqlalchemy": "timeline.storage",
    "alembic": "timeline.storage",
    "psycopg": "timeline.storage",
    "apscheduler": "timeline.watch",
    "procrastinate": "timeline.executors",
    "watchfiles": "timeline.watch",
    "yaml": "timeline.drops",
    "ftfy": "timeline.drops",
    "selectolax": "timeline.drops",
    "fsspec": "timeline.drops",
    "htmldate": "timeline.drops",
    "trafilatura": "timeline.drops",
    "feedgen": "feeds.formats",
    "icalendar": "feeds.formats",
    "fastapi": "feeds.service",
    "starlette": "feeds.service",
    "jinja2": "feeds.pages",
    "typer": "timeline.commands",
    "rich": "timeline.commands",
    "uvicorn": "timeline.commands",
}


def modules():
    for package in ("timeline", "feeds"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield pytest.param(name, path, id=name)


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module


def step(name):
    """Return the row of the table that a module belongs to."""
    parts = name.split(".")
    return "feeds" if parts[0] == "feeds" else ".".join(parts[:2])


@pytest.mark.parametrize(("name", "path"), list(modules()))
def test_imports_go_one_way(name, path):
    if name == "timeline.__main__" or name.startswith("timeline.commands"):
        return  # puts the two packages together
    own = step(name)
    assert own in MAY_IMPORT, f"{name} is not in the table"
    for target in imported(path):
        if target.split(".")[0] not in ("timeline", "feeds"):
            continue
        to = target if target in ("timeline", "timeline.types") else step(target)
        assert to == own or to in MAY_IMPORT[own], f"{name} imports {target}"


@pytest.mark.parametrize(("name", "path"), list(modules()))
def test_a_library_has_one_owner(name, path):
    for target in imported(path):
        owner = OWNERS.get(target.split(".")[0])
        if name == "timeline.__main__" and owner == "timeline.commands":
            continue
        assert owner is None or name == owner or name.startswith(f"{owner}."), (
            f"{name} imports {target}, which belongs to {owner}"
        )
