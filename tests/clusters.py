"""A PostgreSQL server of our own, in a temporary folder."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path


def programs():
    """Return the folder of initdb and pg_ctl; Debian keeps them outside PATH."""
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("pg_ctl"):
        candidates.insert(0, Path(found).resolve().parent)
    return next((one for one in candidates if (one / "initdb").exists()), None)


def server_user():
    """Return the user and group to run a server as: it refuses to run as root."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


@contextmanager
def cluster(*settings):
    """Give the URL of a server without a database's name; None where there can be none."""
    found, user = programs(), server_user()
    if found is None or (os.getuid() == 0 and user is None):
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="timeline-pg-"))
    options = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)

    def run(*command):
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=120, check=False, **options
        )
        assert done.returncode == 0, done.stdout + done.stderr

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"
    run(found / "initdb", "-D", data, "-A", "trust", "-U", "timeline", "-E", "UTF8", "--no-sync")
    flags = [f"-p {port}", "-c listen_addresses=127.0.0.1", f"-c unix_socket_directories={folder}"]
    flags += ["-c fsync=off", *(f"-c {setting}" for setting in settings)]
    run(found / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", " ".join(flags), "start")
    try:
        yield f"postgresql://timeline@127.0.0.1:{port}"
    finally:
        run(found / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
