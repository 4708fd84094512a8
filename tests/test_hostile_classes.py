"""Every class of hostile drop and what becomes of it, through a whole update within the limits.

What single guards do has tests of its own (``test_drops_hostile.py``, ``test_drops_folder.py``).
"""

import gzip
import io
import os
import zipfile

import pytest

from feeds.document import compose
from feeds.formats import FORMATS
from tests.articles import NOW, STORY, STRIKE, drop, settings
from tests.timelines import SITE
from timeline.executors import Workers
from timeline.storage import Storage
from timeline.update import Outcome, update

pytestmark = [pytest.mark.usefixtures("unmeasured"), pytest.mark.no_cover]

SAYS = "Ferry crews in Genoa met on Tuesday over pay."


def zipped(*members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return content.getvalue()


LAUGHS = "\n".join(["a0: &a0 [ha]", *(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]" for n in range(1, 10))])
MERGES = "\n".join(
    ["a0: &a0 {x: y}", *(f"a{n}: &a{n} {{<<: [{f'*a{n - 1},' * 9}]}}" for n in range(1, 10))]
)
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 9}">' for n in range(1, 10))
#: Name -> what is dropped, and why it is refused; None: it is read, without harm.
CLASSES = {
    "billion laughs.txt": (f"---\n{LAUGHS}\n---\n{SAYS}", "& or * references"),
    "merge bomb.txt": (f"---\n{MERGES}\n---\n{SAYS}", "& or * references"),
    "yaml object.txt": (f"---\na: !!python/object:os.system x\n---\n{SAYS}", "uses the tag"),
    "external entity.xml": (
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
        "declares XML entities",
    ),
    "entity bomb.xml": (f"<!DOCTYPE rss [{ENTITIES}]><rss>&a9;</rss>", "declares XML entities"),
    "zip bomb.zip": (zipped(("a.txt", b"0" * 10_000_000)), "unpacks to more than allowed"),
    "zip of many.zip": (zipped(*((f"{n}.txt", SAYS) for n in range(300))), "holds 300 files"),
    "zip in zip.zip": (zipped(("a.zip", zipped(("b.txt", SAYS)))), "is binary"),
    "zip that climbs.zip": (zipped(("../../../tmp/climbed.txt", SAYS)), None),
    "gzip bomb.html": (gzip.compress(b"<p>" + b"0" * 10_000_000), "is packed with gzip"),
    "deep tags.html": ("<div>" * 200_000 + SAYS, "nests tags"),
    "deep json.json": ('{"a":' * 100_000, "nested too deep"),
    "open tags.html": ("".join(f"<b a{n}>" for n in range(500)) + "<p>x" * 1000, "tags open"),
    "nul.txt": (f"{SAYS}\0\0", None),
    "controls.txt": (f"\x1b[2J\x07{SAYS}\u202e\ufeff\ufffe", None),
    "surrogate.txt": (SAYS.encode() + b" \xed\xa0\x80 \xed\xbf\xbf", None),
    "scripts.html": (
        (
            f"<p onclick='evil()' style='background:url(//evil.example)'>{SAYS}"
            "<script>evil()</script></p><iframe src='//evil.example'></iframe><style>evil{}</style>"
        ),
        None,
    ),
    "javascript link.txt": (
        (
            f'---\ntitle: Evil\nlink: "javascript:evil()"\n---\n<p><a href="data:evil,x">{SAYS}</a>'
            " The company said so.</p>"
        ),
        None,
    ),
    "headers.txt": (
        f'---\ntitle: "Ferry\\r\\nSet-Cookie: evil=1"\n---\n{SAYS}\\nBEGIN:VEVENT\\nX-EVIL:1',
        None,
    ),
    "calendar.txt": (f"---\ntitle: Ferry\n---\n{SAYS} END:VEVENT\r\nBEGIN:VALARM; evil\r\n", None),
    "redos.txt": (f"{SAYS}\n\n" + "By A. " * 3_000 + "(" * 5_000 + "1:" * 5_000, None),
    "year 0.txt": (f"---\ndate: 0000-00-00T99:99:99Z\n---\n{SAYS} On 0000-01-01 or in 0.", None),
    "year 9999.txt": (f"---\ndate: 9999-12-31T23:59:59Z\n---\n{SAYS} Until Dec. 31, 9999.", None),
    "a million times.txt": ("Monday " * 1_000_000, "bytes; "),
    "many times.txt": (("On Monday, Jan. 5, 2026 at 5 p.m. " * 14 + "\n\n") * 200, None),
    "empty.txt": ("", "is empty"),
    "noise.txt": (bytes(range(256)) * 20, "is binary"),
}


@pytest.fixture(scope="module")
def became(tmp_path_factory):
    """Drop everything, update once, and give the results by name and what is published."""
    top = tmp_path_factory.mktemp("hostile")
    seeds = top / "seeds"
    for name, (content, _) in CLASSES.items():
        drop(seeds, name, content)
    drop(seeds, "good.txt", STRIKE)
    drop(seeds, "GOOD.txt", STRIKE.replace("Genoa", "Turin"))
    with drop(seeds, "sparse.txt", "x").open("r+b") as sparse:
        sparse.truncate(1 << 30)
    os.utime(seeds / "sparse.txt", (1, 1))
    (seeds / "link.txt").symlink_to("/etc/passwd")
    (seeds / "device.txt").symlink_to("/dev/zero")
    os.mkfifo(seeds / "pipe.txt")
    storage = Storage(f"sqlite:///{top}/timeline.db")
    storage.upgrade()
    with Workers(5, 200) as workers:
        done = update(storage, settings(seeds), [STORY], now=NOW, executor=workers)
        again = update(storage, settings(seeds), [STORY], now=NOW, executor=workers)
    timeline = storage.load(STORY.slug)
    storage.close()
    return {one.name: one for one in done.results}, again, timeline


@pytest.mark.parametrize("name", CLASSES)
def test_a_hostile_drop_is_refused_with_its_reason_or_read(became, name):
    found = became[0][name]
    _, reason = CLASSES[name]
    assert (found.outcome is Outcome.REJECTED) is bool(reason), found.reason
    assert (reason or "") in (found.reason or "")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("sparse.txt", "1,073,741,824 bytes"),
        ("link.txt", "is a symbolic link"),
        ("device.txt", "is a symbolic link"),
        ("pipe.txt", "is not a regular file"),
    ],
)
def test_what_is_no_file_of_a_bearable_size_is_not_opened(became, name, reason):
    assert reason in became[0][name].reason


def test_the_good_ones_are_taken_and_nothing_is_done_twice(became):
    results, again, _ = became
    assert results["good.txt"].outcome is results["GOOD.txt"].outcome is Outcome.NEW
    assert (again.new, again.changed) == (0, 0)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_evil_is_published(became, name):
    way = FORMATS[name]
    document = compose(became[2], STORY, SITE, order=way.order, limit=way.limit)
    told = way.render(document).decode().casefold()
    assert "ferry" in told
    for words in (
        "evil()",
        "<script",
        "<iframe",
        "javascript:",
        "\r\nset-cookie",
        "\nbegin:valarm",
    ):
        assert words not in told
