"""Every file below tests/drops/ is a drop; the JSON file of its name tells what it should give."""

import json
from pathlib import Path

import pytest

from tests.drops_reading import ROME, drop
from timeline.drops import SIDECAR, read

CASES = Path(__file__).parent / "drops"


def told(found):
    """Return what a case file says of an article."""
    return {
        "key": found.key,
        "headline": found.headline,
        "published": found.published.at.isoformat(),
        "granularity": str(found.published.granularity),
        "provenance": str(found.published.provenance),
        "said": found.published.said,
        **{
            name: value
            for name in ("url", "publisher", "byline", "dateline")
            if (value := getattr(found, name))
        },
        "language": found.language,
        "tags": list(found.tags),
        "notes": list(found.notes),
        "paragraphs": [[str(p.role), p.text] for p in found.paragraphs],
    }


def case(path):
    beside = path.with_name(path.name + SIDECAR)
    sidecar = beside.read_bytes() if beside.exists() else b""
    return drop(path.read_bytes(), path.name, sidecar)


def cases():
    for path in sorted(CASES.glob("*/*")):
        if not path.name.endswith((".expected.json", SIDECAR)):
            yield pytest.param(path, id=f"{path.parent.name}/{path.name}")


@pytest.mark.parametrize("path", list(cases()))
def test_a_drop_gives_its_articles(path):
    wanted = json.loads(path.with_name(f"{path.name}.expected.json").read_text())
    assert [told(one) for one in read(case(path), zone=ROME)] == wanted
