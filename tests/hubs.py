"""A small WebSub hub for tests."""

import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


class Hub:
    """A small hub: takes pings, fetches what changed, keeps it for its subscribers."""

    def __init__(self, failures=0):
        self.failures, self.pings, self.bodies = failures, [], {}
        self.arrived = threading.Event()
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.send_response(hub.take(parse_qs(body)))
                self.end_headers()

            def log_message(self, *words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def take(self, form):
        self.pings.append(form)
        if self.failures:
            self.failures -= 1
            return 503
        for topic in form["hub.url"]:
            with urllib.request.urlopen(topic) as answer:
                self.bodies[topic] = answer.read()
        self.arrived.set()
        return 204

    def close(self):
        self.server.shutdown()
        self.thread.join(10)
        self.server.server_close()
