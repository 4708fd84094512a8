"""Serving over HTTP, as ratios to nginx sending the same file and to a bare ASGI app.

Every server runs as it would in production: `timeline serve --no-watch` on SQLite, a bare app under
uvicorn with the same settings, Debian's nginx with the configurations that we ship. wrk asks over
the loopback, in interleaved rounds; what is compared is CPU time per answer (user and system, from
/proc), which other work on the machine disturbs little, and answers per second.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.bench_pipeline import make
from tests.nginx import NGINX, free_port, nginx

ROOT = Path(__file__).parent.parent
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS, CONNECTIONS = 1, 32
#: CPU per answer: at most so many times nginx's, and the bare app's; answers of nginx in front.
NGINX_LIMIT, BARE_LIMIT, FRONT_LIMIT = 3.0, 1.25, 0.9
PATH = "/feed.atom"
TICK = os.sysconf("SC_CLK_TCK")

#: Sends the same bytes with the same headers; the arguments are a port and what `_ask` found.
BARE = """
import ast, sys, uvicorn
from timeline.commands.publish import UVICORN
etag, full, same, body = ast.literal_eval(sys.stdin.read())

async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    known = any(name == b"if-none-match" and value == etag for name, value in scope["headers"])
    start = {"type": "http.response.start", "status": 304 if known else 200}
    await send({**start, "headers": same if known else full})
    await send({"type": "http.response.body", "body": b"" if known else body})

uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), **UVICORN)
"""


def main() -> int:
    """Print the table; return 1 where a limit is missed."""
    wrk = shutil.which("wrk")
    if wrk is None or NGINX is None:
        sys.stdout.write("serving: skipped, needs nginx and wrk (.ci/run installs them)\n")
        return 0
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        servers = _start(Path(folder), stack)
        missed = 0
        for words, headers in _requests(servers).items():
            rows = {name: [] for name in servers}
            for _ in range(ROUNDS):
                for name, (url, processes) in servers.items():
                    rows[name].append(_measure(wrk, url + PATH, headers[name], processes))
            missed += _tell(words, rows)
    return int(missed > 0)


# --- the servers -------------------------------------------------------------------------------


def _start(folder: Path, stack: contextlib.ExitStack) -> dict[str, tuple[str, list[int]]]:
    """Start all servers; give their base URLs and the processes whose CPU counts."""
    make(folder / "seeds")
    shutil.copytree(ROOT / "config", folder / "config")
    _timeline(folder, "update").wait()
    _timeline(folder, "write", "public", "--base-url", "http://bench.example").wait()
    port = free_port()
    own = _timeline(
        folder, "serve", "--no-watch", "--port", str(port), "--base-url", "http://bench.example"
    )
    stack.callback(_end, own)
    bare_port = free_port()
    bare = subprocess.Popen(
        [sys.executable, "-c", BARE, str(bare_port)], cwd=ROOT, stdin=subprocess.PIPE, text=True
    )
    bare.stdin.write(repr(_known(f"http://127.0.0.1:{port}{PATH}")))
    bare.stdin.close()
    stack.callback(_end, bare)
    _ask(f"http://127.0.0.1:{bare_port}/", "gzip")
    files, worker = stack.enter_context(
        nginx(folder / "files", "static.conf", root=folder / "public")
    )
    front, before = stack.enter_context(nginx(folder / "front", "timeline.conf", upstreams=[port]))
    return {
        "nginx, a file": (files, [worker]),
        "bare ASGI app": (f"http://127.0.0.1:{bare_port}", [bare.pid]),
        "timeline serve": (f"http://127.0.0.1:{port}", [own.pid]),
        "nginx before it": (front, [before, own.pid]),
    }


def _timeline(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "timeline", *words]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=folder, env=environ, stderr=subprocess.DEVNULL)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(20)


def _ask(url: str, coding: str) -> tuple[bytes, dict[str, str]]:
    request = urllib.request.Request(url, headers={"Accept-Encoding": coding})
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.read(), {name.lower(): v for name, v in answer.headers.items()}
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _known(url: str) -> tuple[bytes, list, list, bytes]:
    """Return what a bare app needs to answer as the service at *url* does."""
    body, headers = _ask(url, "gzip")
    full = [
        (name.encode(), value.encode())
        for name, value in headers.items()
        if name not in ("date", "connection")
    ]
    same = [pair for pair in full if not pair[0].startswith(b"content-")]
    return headers["etag"].encode(), full, same, body


# --- measuring ---------------------------------------------------------------------------------


def _requests(servers: dict[str, tuple[str, list[int]]]) -> dict[str, dict[str, list[str]]]:
    """Return what is asked: by each server's name, the headers."""
    packed, known = {}, {}
    for name, (url, _) in servers.items():
        etag = _ask(url + PATH, "gzip")[1]["etag"]
        packed[name] = ["Accept-Encoding: gzip"]
        known[name] = ["Accept-Encoding: gzip", f"If-None-Match: {etag}"]
    return {"gzip, ready": packed, "304": known}


def _measure(wrk: str, url: str, headers: list[str], processes: list[int]) -> tuple[float, float]:
    """Return µs of CPU per answer and answers per second."""
    options = [part for header in headers for part in ("-H", header)]
    before = sum(map(_spent, processes))
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *options, url]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    spent = sum(map(_spent, processes)) - before
    assert "Non-2xx" not in told, told
    count = int(re.search(r"(\d+) requests in", told)[1])
    return spent / count * 1e6, float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def _spent(process: int) -> float:
    """Return the seconds of CPU that a process has used, with its threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _tell(words: str, rows: dict[str, list[tuple[float, float]]]) -> int:
    """Print a table; return how many limits were missed."""
    first = rows["nginx, a file"]

    def ratio(name: str, of: str, column: int) -> float:
        pairs = zip(rows[name], rows[of], strict=True)
        return statistics.median(one[column] / other[column] for one, other in pairs)

    for name, found in rows.items():
        cpu, speed = (statistics.median(row[column] for row in found) for column in (0, 1))
        more, share = (ratio(name, "nginx, a file", column) for column in (0, 1))
        sys.stdout.write(
            f"serving {words:12} {name:16} {cpu:6.1f} µs CPU ({more:.2f} x nginx)"
            f" {speed:7.0f} answers/s ({share:.2f} of nginx)\n"
        )
    assert len(first) == ROUNDS
    limits = (
        (
            "CPU of timeline serve to nginx",
            ratio("timeline serve", "nginx, a file", 0),
            NGINX_LIMIT,
        ),
        ("CPU of timeline serve to bare", ratio("timeline serve", "bare ASGI app", 0), BARE_LIMIT),
        (
            "answers of nginx to those before it",
            1 / ratio("nginx before it", "nginx, a file", 1),
            1 / FRONT_LIMIT,
        ),
    )
    missed = 0
    for what, found, limit in limits:
        word = "" if found <= limit else " TOO MUCH"
        missed += found > limit
        sys.stdout.write(f"serving {words:12} {what}: {found:.2f} (limit {limit:.2f}){word}\n")
    return missed


if __name__ == "__main__":
    sys.exit(main())
