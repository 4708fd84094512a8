"""A real S3-speaking server (moto) as a process, and a door before it that can misbehave."""

from __future__ import annotations

import http.client
import os
import subprocess
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import create_server
from urllib.parse import quote

from tests.waiting import until

#: The environment with the extra and the server; ``make bucket`` installs it.
BIN = Path(__file__).parent.parent / ".venv-bucket" / "bin"
#: Objects on a page of a list: a thousand, if nobody says otherwise.
PAGE = 10

_SLOW_DOWN = b"""<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"""


class Door:
    """Hands requests on to the server behind it, when it is not told otherwise."""

    def __init__(self, behind):
        #: So many requests are answered with 503.
        self.throttled = 0
        #: Seconds before each object is given.
        self.delay = 0.0
        #: Paths that were asked for.
        self.asked = []
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):  # as HTTP/1.0: no connection outlives the door's closing
                door.asked.append(self.path)
                if door.throttled:
                    door.throttled -= 1
                    self._answer(503, {"Content-Type": "application/xml"}, _SLOW_DOWN)
                    return
                if "list-type" not in self.path:
                    time.sleep(door.delay)
                with suppress(OSError):
                    there = http.client.HTTPConnection("127.0.0.1", behind, timeout=10)
                    there.request("GET", self.path, headers=dict(self.headers))
                    answer = there.getresponse()
                    body = answer.read()
                    kept = ("ETag", "Content-Type", "Content-Range", "Last-Modified")
                    self._answer(answer.status, {k: answer.headers.get(k) for k in kept}, body)

            def _answer(self, status, headers, body):
                self.send_response(status)
                for key, value in headers.items():
                    if value:
                        self.send_header(key, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._handler = Handler
        self._port = _free()
        self.open()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._port}"

    def open(self):
        self._server = _Server(("127.0.0.1", self._port), self._handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        """Listen no more, as a server that is gone."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # a batch of objects is asked for at once


class S3:
    """A server with one bucket, called "drops"."""

    def __init__(self, log):
        self.port = _free()
        self._process = subprocess.Popen(
            [BIN / "moto_server", "-H", "127.0.0.1", "-p", str(self.port)],
            env={**os.environ, "MOTO_S3_DEFAULT_MAX_KEYS": str(PAGE)},
            stdout=log,
            stderr=log,
        )
        until(lambda: self._ask("PUT", "/drops") == 200)

    def put(self, name, content):
        assert self._ask("PUT", f"/drops/{quote(name)}", content) == 200

    def delete(self, name):
        assert self._ask("DELETE", f"/drops/{quote(name)}") == 204

    def stop(self):
        self._process.terminate()
        self._process.wait()

    def _ask(self, method, path, content=""):
        there = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        there.request(method, path, content.encode(), {"Authorization": "AWS x:y"})
        answer = there.getresponse()
        answer.read()
        return answer.status


def environment(url):
    """Return what tells the program where the bucket is, and who asks."""
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("AWS_")},
        "AWS_ACCESS_KEY_ID": "somebody",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_ENDPOINT_URL": url,
        "AWS_DEFAULT_REGION": "us-east-1",
    }


def _free():
    with create_server(("127.0.0.1", 0)) as held:
        return held.getsockname()[1]
