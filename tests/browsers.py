"""Chromium and a served library, for tests that look at pages as people do."""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
import time

import pytest
import uvicorn

from feeds.document import Site
from feeds.service import create_app

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # a process for pages to come, and one more for each page, start in vain
    "--disable-features=SpareRendererForSitePerProcess",
    "--renderer-process-limit=1",
]

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@contextlib.contextmanager
def chromium():
    """Give a headless browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def serving(library, *, path="", app=None, title="Valley News", behind=lambda app: app):
    """Serve *library* (or *app*) on a port of its own, *behind* a proxy; give the base URL."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listener.getsockname()[1]}{path}"
    application = behind(app or create_app(library, Site(base, title)))
    config = uvicorn.Config(application, log_level="critical", timeout_graceful_shutdown=0)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield base
    server.should_exit = True
    thread.join(10)
    listener.close()
