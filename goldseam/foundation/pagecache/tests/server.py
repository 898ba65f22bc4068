"""A real nginx with the shipped site file, for tests and measurements."""

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MAIN = """
{user}
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    include {types};
    default_type application/octet-stream;
    sendfile on;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
TYPES = "types { text/html html; text/css css; application/javascript js; image/png png; image/jpeg jpg jpeg; }"


def program() -> str:
    """Where nginx is. Raises AssertionError when it is nowhere: bin/test and bin/bench install it."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    assert found, "nginx is needed: apt-get install nginx"
    return found


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def running_nginx(site: str, folder: Path, *, port: int, workers: int = 1) -> Iterator[None]:
    """nginx with that site file, ready until the end of the block. Raises AssertionError for a bad file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "types").write_text(TYPES)
    (folder / "site.conf").write_text(site)
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user, workers=workers, types=folder / "types"))
    command = [program(), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log"), "-p", str(folder)]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    server = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        wait_for(port)
        yield
    finally:
        server.terminate()
        server.wait(10)


def wait_for(port: int) -> None:
    """Return when something listens there. Raises AssertionError after ten seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"Nothing listens on port {port}.")
