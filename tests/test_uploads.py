"""Uploads: who may, what arrives in the folder and stays there, what the state's address tells."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from feeds.document import Site
from feeds.service import Allowance, Inbox, create_app
from tests.articles import NOW, STORY, STRIKE, settings
from tests.stories import BASE
from timeline.drops import Spool
from timeline.library import Library
from timeline.storage import Storage
from timeline.types import Override, Ruling
from timeline.update import update

TOKEN = {"authorization": "Bearer a-long-enough-secret"}


@pytest.fixture
def storage(sqlite_url):
    storage = Storage(sqlite_url)
    yield storage
    storage.close()


def serve(storage, seeds, per_minute=60, max_bytes=2000):
    inbox = Inbox(Spool(seeds), "a-long-enough-secret", max_bytes, Allowance(per_minute))
    library = Library((STORY,), storage, seeds=seeds)
    return TestClient(create_app(library, Site(BASE, "Valley News"), inbox=inbox), headers=TOKEN)


@pytest.fixture
def client(storage, seeds):
    with serve(storage, seeds) as client:
        yield client


def take(storage, seeds):
    """Let the watch look; the files count as quiet."""
    for path in seeds.iterdir():
        os.utime(path, (1_770_000_000, 1_770_000_000))
    update(storage, settings(seeds), [STORY], now=NOW)


def state(client, url):
    return client.get(url.removeprefix(BASE)).json()


def test_an_upload_is_a_file_in_the_folder(client, seeds):
    answer = client.post("/drops?name=a.txt", content=b"An article")
    assert answer.status_code == 202
    assert answer.headers["location"] == f"{BASE}/drops/a.txt"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {
        "drop": "a.txt",
        "state": "waiting",
        "new": True,
        "url": f"{BASE}/drops/a.txt",
    }
    assert (seeds / "a.txt").read_bytes() == b"An article"
    assert client.post("/drops?name=a.txt", content=b"Corrected").json()["new"] is False
    assert [path.name for path in seeds.iterdir()] == ["a.txt"]


def test_a_form_brings_a_file_with_its_name(client, seeds):
    file = ("march.md", b"# A march", "text/markdown")
    answer = client.post("/drops", files={"file": file}, data={"note": "from the desk"})
    assert answer.json()["drop"] == "march.md"
    assert (seeds / "march.md").read_bytes() == b"# A march"
    renamed = client.post("/drops?name=b.md", files={"file": file})
    assert renamed.json()["drop"] == "b.md"


@pytest.mark.parametrize(
    ("kind", "ending"), [("text/html", "html"), ("application/json", "json"), ("", "txt")]
)
def test_without_a_name_the_same_content_is_the_same_drop(client, kind, ending):
    headers = {"content-type": f"{kind}; charset=utf-8"}
    first, again, other = (
        client.post("/drops", content=content, headers=headers).json()
        for content in (b"An article", b"An article", b"Another")
    )
    assert first["drop"].startswith("upload-")
    assert first["drop"].endswith(f".{ending}")
    assert (first["new"], again["new"]) == (True, False)
    assert first["drop"] == again["drop"] != other["drop"]


def test_the_name_of_a_forms_file_that_cannot_be_one_is_replaced(client):
    for name in ("Il mio articolo.html", ".hidden", "a.part"):
        answer = client.post("/drops", files={"file": (name, b"x", "text/html")})
        assert answer.json()["drop"].startswith("upload-")


@pytest.mark.parametrize("given", ["", "Bearer x", "Basic s", "Bearer ", "Bearer \u00fc"])
def test_whoever_has_not_the_token_is_refused(client, seeds, given):
    headers = {"authorization": given.encode("latin-1")}
    for answer in (
        client.post("/drops?name=a.txt", content=b"x", headers=headers),
        client.get("/drops/a.txt", headers=headers),
    ):
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
    assert list(seeds.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["../a.txt", ".a.txt", "a/b.txt", "a.tmp", "a.partial", "a.txt.meta.toml", "ü.txt", "a" * 200],
)
def test_a_name_that_no_drop_can_have_is_refused(client, seeds, name):
    answer = client.post("/drops", params={"name": name}, content=b"x")
    assert answer.status_code == 422
    assert "cannot be one; use letters" in answer.json()["detail"]
    assert list(seeds.iterdir()) == []


def test_a_folder_is_no_drop_and_its_name_is_taken(client, seeds):
    (seeds / "old").mkdir()
    answer = client.post("/drops?name=old", content=b"An article")
    assert answer.status_code == 422
    assert "a folder has this name" in answer.json()["detail"]
    assert [path.name for path in seeds.iterdir()] == ["old"]
    assert client.get("/drops/old").status_code == 404


def test_another_parameter_is_refused(client):
    assert client.post("/drops?file=a.txt", content=b"x").status_code == 422
    client.post("/drops?name=a.txt", content=b"x")
    assert client.get("/drops/a.txt?all=1").status_code == 422


@pytest.mark.parametrize("body", [{"content": b""}, {"files": {"file": ("a.txt", b"")}}])
def test_an_empty_upload_is_refused(client, seeds, body):
    assert "is empty" in client.post("/drops", **body).json()["detail"]
    assert list(seeds.iterdir()) == []


def test_a_form_without_a_file_is_refused(client):
    answer = client.post("/drops", files={"text": (None, "An article")})
    assert answer.status_code == 422
    assert "has no file" in answer.json()["detail"]
    form = {"content-type": "multipart/form-data; boundary=x"}
    assert client.post("/drops", content=b"no form", headers=form).status_code == 400
    two = [("file", ("a.txt", b"a")), ("file", ("b.txt", b"b"))]
    assert client.post("/drops", files=two).status_code == 400


def parts(count, *first):
    yield from first
    for _ in range(count):
        yield b"x" * 1000


FORM = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'


@pytest.mark.parametrize(
    "body",
    [
        {"content": b"x" * 2001},
        {"content": parts(3)},
        {"files": {"file": ("a.txt", b"x" * 2001)}},
        {"files": {"file": ("a.txt", b"x" * 90_000)}},
        {
            "content": parts(90, FORM),
            "headers": {"content-type": "multipart/form-data; boundary=x"},
        },
    ],
)
def test_an_upload_that_is_too_large_leaves_nothing(client, seeds, body):
    answer = client.post("/drops?name=a.txt", **body)
    assert answer.status_code == 413
    assert "2,000 bytes" in answer.json()["detail"]
    assert list(seeds.iterdir()) == []


def test_too_many_uploads_a_minute_are_told_when_to_come_again(storage, seeds):
    with serve(storage, seeds, per_minute=2) as client:
        answers = [client.post("/drops?name=a.txt", content=b"x") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [202, 202, 429]
        assert answers[2].headers["retry-after"] == "30"
        assert client.get("/drops/a.txt").status_code == 200


def test_an_allowance_is_saved_up_to_a_minutes_worth():
    now = [0.0]
    allowance = Allowance(60, clock=lambda: now[0])
    assert [allowance.wait() for _ in range(60)] == [0.0] * 60
    assert allowance.wait() == pytest.approx(1.0)
    now[0] = 0.5
    assert allowance.wait() == pytest.approx(0.5)
    now[0] = 3600.0
    assert [allowance.wait() for _ in range(60)] == [0.0] * 60
    assert allowance.wait() > 0


def test_an_upload_that_cannot_be_stored_is_said(storage, seeds):
    with serve(storage, seeds / "none") as client:
        answer = client.post("/drops?name=a.txt", content=b"x")
    assert answer.status_code == 507
    assert "No such file" in answer.json()["detail"]


def test_an_upload_that_breaks_off_leaves_nothing(storage, seeds):
    app = serve(storage, seeds).app
    messages = [{"type": "http.request", "body": b"An arti", "more_body": True}]
    sent = []

    async def receive():
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/drops",
        "query_string": b"name=a.txt",
        "headers": [(b"authorization", TOKEN["authorization"].encode())],
    }
    asyncio.run(app(scope, receive, send))
    assert sent[0]["status"] == 400
    assert list(seeds.iterdir()) == []


# --- what became of it -----------------------------------------------------------------------


def test_the_state_of_a_drop_goes_from_waiting_to_taken(client, storage, seeds):
    url = client.post("/drops?name=a.txt", content=STRIKE.encode()).json()["url"]
    assert state(client, url) == {
        "drop": "a.txt",
        "state": "waiting",
        "since": None,
        "reason": None,
        "line": None,
        "articles": [],
        "events": [],
        "url": url,
    }
    take(storage, seeds)
    told = state(client, url)
    assert (told["state"], told["since"]) == ("taken", NOW.isoformat())
    (article,) = told["articles"]
    assert article["title"] == STRIKE.splitlines()[0]
    assert article["date_from"] == "line"
    assert {event["story"] for event in told["events"]} == {STORY.slug}
    event = told["events"][0]
    page = client.get(f"{event['url'].removeprefix(BASE)}.json").json()
    assert page["unique_id"] == event["id"].removeprefix("urn:uuid:")
    client.post("/drops?name=a.txt", content=STRIKE.encode() + b"\nMore.")
    assert state(client, url)["state"] == "waiting"


def test_a_rejected_drop_says_why_and_what_to_do(client, storage, seeds):
    url = client.post("/drops?name=b.md", content=b"---\ntitle: [\n---\nText").json()["url"]
    take(storage, seeds)
    told = state(client, url)
    assert told["state"] == "rejected"
    assert told["line"] == 3
    assert "YAML" in told["reason"]


def test_what_is_no_drop_has_no_state(client, seeds):
    (seeds / ".hidden").write_text("x")
    (seeds.parent / "outside.txt").write_text("x")
    for name in ("none.txt", ".hidden", "../outside.txt", "%2e%2e/outside.txt", "a//b", "a%00b"):
        assert client.get(f"/drops/{name}").status_code == 404


def test_a_drop_in_a_folder_of_its_own_has_a_state(client, seeds):
    (seeds / "desk").mkdir()
    (seeds / "desk" / "a b.txt").write_text("x")
    told = client.get("/drops/desk/a%20b.txt").json()
    assert (told["drop"], told["url"]) == ("desk/a b.txt", f"{BASE}/drops/desk/a%20b.txt")


def test_events_that_an_editor_has_merged_are_told_as_published(client, storage, seeds):
    url = client.post("/drops?name=a.txt", content=STRIKE.encode()).json()["url"]
    take(storage, seeds)
    before = [event["id"] for event in state(client, url)["events"]]
    one, other = (event.removeprefix("urn:uuid:") for event in before)
    storage.overrule(STORY.slug, Override(one, Ruling.MERGE, NOW, "desk", other))
    (left,) = state(client, url)["events"]
    assert left["id"] in before


def test_uploads_are_described(client):
    described = client.get("/openapi.json").json()
    post = described["paths"]["/drops"]["post"]
    assert set(post["requestBody"]["content"]) == {
        "application/octet-stream",
        "multipart/form-data",
    }
    assert set(post["responses"]) == {"202", "400", "401", "413", "422", "429", "507"}
    get = described["paths"]["/drops/{name}"]["get"]
    assert [one["name"] for one in get["parameters"]] == ["name"]
    assert set(get["responses"]) == {"200", "401", "404", "422"}
    (scheme,) = post["security"]
    assert described["components"]["securitySchemes"][next(iter(scheme))]["scheme"] == "bearer"


def test_uploads_are_off_without_an_inbox(storage):
    library = Library((STORY,), storage)
    with TestClient(create_app(library, Site(BASE, "Valley News")), headers=TOKEN) as client:
        assert client.post("/drops?name=a.txt", content=b"x").status_code == 404
        assert client.get("/drops/a.txt").status_code == 404


# --- the file --------------------------------------------------------------------------------


def test_a_drop_and_its_name_are_on_the_disk_before_it_is_kept(seeds, monkeypatch):
    done = []
    fsync, replace = os.fsync, os.replace

    def synced(file):
        done.append(str(Path(f"/proc/self/fd/{file}").readlink()))
        fsync(file)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(
        os, "replace", lambda *names, **at: (done.append("renamed"), replace(*names, **at))
    )
    arrival = Spool(seeds).open()
    (unfinished,) = seeds.iterdir()
    arrival.write(b"An article")
    assert arrival.keep("a.txt")
    assert done == [str(unfinished), "renamed", str(seeds)]


def test_two_arrivals_of_one_name_do_not_meet(seeds):
    spool = Spool(seeds)
    one, other = spool.open(), spool.open()
    one.write(b"one")
    other.write(b"other")
    assert other.keep("a.txt")
    assert not one.keep("a.txt")
    assert (seeds / "a.txt").read_bytes() == b"one"
    one.discard()
    assert [path.name for path in seeds.iterdir()] == ["a.txt"]


def test_what_a_killed_process_left_is_swept_away(seeds):
    spool = Spool(seeds)
    old, new = spool.open(), spool.open()
    os.utime(old._path, (0, 0))
    (seeds / "a.txt").write_text("x")
    spool.sweep()
    assert {path.name for path in seeds.iterdir()} == {"a.txt", new._path.name}
    for arrival in (old, new):
        arrival.discard()
    Spool(seeds / "none").sweep()
