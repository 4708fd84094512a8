"""Readers behind the shipped nginx among idle and slow clients: ``python tests/bench_crowd.py``.

10,000 connections that have asked once and stay open, and 1,000 that send a request a byte a
second and come back when they are closed, for a minute. Meanwhile good clients ask for a feed; they
run in a process of their own, so that the crowd's clock is not theirs.
"""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import multiprocessing
import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.bench_pipeline import make
from tests.bench_serving import PATH, ROOT, _ask, _end, _timeline
from tests.nginx import NGINX, free_port, nginx

IDLE = int(os.environ.get("CROWD_IDLE", "10000"))
SLOW = int(os.environ.get("CROWD_SLOW", "1000"))
SECONDS = float(os.environ.get("CROWD_SECONDS", "60"))
#: Seconds between two requests of the good clients.
EVERY = 0.02
#: Milliseconds of a good client's 99th percentile, and seconds until a slow one is closed.
P99, CLOSED = 50.0, 15.0
REQUEST = f"GET {PATH} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n".encode()


def main() -> int:
    """Print what good clients waited and when slow ones were closed; 1 where a limit is missed."""
    if NGINX is None:
        sys.stdout.write("crowd: skipped, needs nginx\n")
        return 0
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        make(folder / "seeds")
        shutil.copytree(ROOT / "config", folder / "config")
        _timeline(folder, "update").wait()
        port = free_port()
        stack.callback(_end, _timeline(folder, "serve", "--no-watch", "--port", str(port)))
        _ask(f"http://127.0.0.1:{port}{PATH}", "gzip")
        url, _ = stack.enter_context(
            nginx(folder / "front", "timeline.conf", upstreams=[port], connections=32768)
        )
        front = int(url.rpartition(":")[2])
        alone = _good(front, 5)
        waits, closed, open_until = asyncio.run(_crowd(front))
    return _tell(alone, waits, closed, open_until)


def _tell(alone: list[float], waits: list[float], closed: list[float], idle: int) -> int:
    before, during = (statistics.quantiles(one, n=100) for one in (alone, waits))
    word = "" if during[98] <= P99 else " TOO MUCH"
    late = "" if closed and max(closed) <= CLOSED else " TOO LATE"
    sys.stdout.write(
        f"crowd: {IDLE} idle and {SLOW} slow clients for {SECONDS:.0f} s\n"
        f"good clients, alone: median {before[49]:.1f} ms, p99 {before[98]:.1f} ms\n"
        f"good clients, in the crowd: median {during[49]:.1f} ms, p99 {during[98]:.1f} ms of"
        f" {len(waits)} (limit {P99:.0f}){word}\n"
        f"slow clients: {len(closed)} closed after {min(closed):.1f} to {max(closed):.1f} s"
        f" (limit {CLOSED:.0f}){late}\n"
        f"idle clients: {idle} of {IDLE} still open at the end\n"
    )
    return int(bool(word or late) or idle < IDLE)


# --- good clients ------------------------------------------------------------------------------


def _good(port: int, seconds: float) -> list[float]:
    """Return what each request has taken, in ms, on a connection that stays open."""
    waits = []
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        begun = time.perf_counter()
        line.request("GET", PATH, headers={"Accept-Encoding": "gzip"})
        answer = line.getresponse()
        answer.read()
        waits.append((time.perf_counter() - begun) * 1000)
        assert answer.status == 200, answer.status
        time.sleep(EVERY)
    return waits


def _good_elsewhere(port: int, seconds: float, line: multiprocessing.connection.Connection) -> None:
    line.send_bytes(json.dumps(_good(port, seconds)).encode())


# --- the crowd ---------------------------------------------------------------------------------


async def _crowd(port: int) -> tuple[list[float], list[float], int]:
    """Return what good clients waited, when slow ones were closed, how many idle ones stayed."""
    idle: list[asyncio.StreamWriter] = []
    readers: list[asyncio.StreamReader] = []
    gate = asyncio.Semaphore(200)

    async def stay() -> None:
        async with gate:
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
            writer.write(REQUEST)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            await reader.readexactly(length)
        idle.append(writer)
        readers.append(reader)

    await asyncio.gather(*(stay() for _ in range(IDLE)))
    ours, theirs = multiprocessing.Pipe()
    good = multiprocessing.get_context("fork").Process(
        target=_good_elsewhere, args=(port, SECONDS, theirs)
    )
    good.start()
    closed: list[float] = []
    until = time.monotonic() + SECONDS

    async def creep() -> None:
        while time.monotonic() < until:
            begun = time.monotonic()
            with contextlib.suppress(OSError):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                closing = asyncio.ensure_future(reader.read())
                for byte in REQUEST:
                    if closing.done():
                        break
                    writer.write(bytes([byte]))
                    await asyncio.wait([closing], timeout=1)
                closing.cancel()
                with contextlib.suppress(OSError, asyncio.CancelledError):
                    await closing
                writer.close()
            closed.append(time.monotonic() - begun)

    await asyncio.gather(*(creep() for _ in range(SLOW)))
    waits = json.loads(await asyncio.to_thread(ours.recv_bytes))
    await asyncio.to_thread(good.join)
    left = sum(not reader.at_eof() for reader in readers)
    for writer in idle:
        writer.close()
    return waits, closed, left


if __name__ == "__main__":
    sys.exit(main())
