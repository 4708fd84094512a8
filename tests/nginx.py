"""A real nginx with the configuration that we ship, on free ports and in a folder of its own."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

SHIPPED = Path(__file__).parent.parent / "docs" / "nginx"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")

needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")

MAIN = """\
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_rlimit_nofile {files};
events {{ worker_connections {connections}; }}
http {{
    sendfile on;  # these two as in Debian's nginx.conf
    tcp_nopush on;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def free_port():
    """Return a port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def nginx(folder, name, *, upstreams=(), root=None, connections=1024, patience="10s"):
    """Run the shipped configuration *name*; give its base URL and the worker's process id."""
    folder = Path(folder)
    folder.mkdir(exist_ok=True)
    port = free_port()
    text = (SHIPPED / name).read_text()
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port} backlog=4096;")
    text = text.replace("/var/cache/nginx/timeline", f"{folder}/cache")
    text = text.replace("_timeout 10s;", f"_timeout {patience};")
    servers = "".join(f"server 127.0.0.1:{one};" for one in upstreams)
    text = re.sub(r"server 127\.0\.0\.1:8000;", servers, text)
    if root is not None:
        text = text.replace("root /srv/timeline/public;", f"root {root};")
    (folder / "site.conf").write_text(text)
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        MAIN.format(user=user, folder=folder, files=2 * connections + 64, connections=connections)
    )
    command = [NGINX, "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while not (_answers(port) and (workers := children.read_text().split())):
            assert process.poll() is None, (folder / "error.log").read_text()
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}", int(workers[0])
    finally:
        process.terminate()
        process.wait(10)


def _answers(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
