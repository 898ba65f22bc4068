"""The page cache: the demo's first page rendered, from the cache through the application, and from nginx.

All figures come from one run on one machine, measured in turns; their ratios count.
"""

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S, ROUNDS, ROUND_S, CONNECTIONS = 240, 5, 3, 16
PAGE = "/"
AIM_APPLICATION, AIM_NGINX = 25.0, 0.8
PLAIN_FILE = """
server {{
    listen 127.0.0.1:{port};
    charset utf-8;
    root {folder};
}}
"""


def measure() -> dict[str, float]:
    """Print and return requests per second and the two ratios.

    The same page rendered is the same address with a query: it is never kept. Raises AssertionError when what is
    compared is not the same page.
    """
    with tempfile.TemporaryDirectory(prefix="goldseam-bench-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        with demo(home) as port, nginx(home, upstream=port) as (front, plain):
            rates = _rates(
                {
                    "rendered": f"http://127.0.0.1:{port}{PAGE}?rendered",
                    "application": f"http://127.0.0.1:{port}{PAGE}",
                    "nginx": f"http://127.0.0.1:{front}{PAGE}",
                    "plain file": f"http://127.0.0.1:{plain}/",
                }
            )
    application = statistics.median(a / b for a, b in zip(rates["application"], rates["rendered"], strict=True))
    front_ratio = statistics.median(a / b for a, b in zip(rates["nginx"], rates["plain file"], strict=True))
    figures = {name: statistics.median(found) for name, found in rates.items()}
    for name, rate in figures.items():
        print(f"page cache: {name:12} {rate:9,.0f} requests/s")
    print(f"page cache: through the application {application:6.1f} × rendered    (aim: {AIM_APPLICATION:.0f})")
    print(f"page cache: behind nginx            {front_ratio:6.2f} × a plain file (aim: {AIM_NGINX})")
    return figures | {"application/rendered": application, "nginx/plain file": front_ratio}


def _rates(addresses: dict[str, str]) -> dict[str, list[float]]:
    """Requests per second of each address, in turns, so that a busy moment of the machine strikes all of them."""
    bodies = {name: _body(address) for name, address in addresses.items()}
    assert bodies["application"] == bodies["nginx"] == bodies["plain file"], "not the same page"
    assert len(bodies["rendered"]) > 5000, "the demo shows no first page"
    rates: dict[str, list[float]] = {name: [] for name in addresses}
    for _ in range(ROUNDS):
        for name, address in addresses.items():
            rates[name].append(wrk(address))
    return rates


def wrk(address: str) -> float:
    """Requests per second that were answered. Raises AssertionError when any answer was an error."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{ROUND_S}s", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found, said
    return float(found[1])


@contextmanager
def demo(home: Path) -> Iterator[int]:
    """A demo association of its own; gives its port."""
    port = free_port()
    environment = os.environ | {"GOLDSEAM_HOME": str(home), "PORT": str(port)}
    process = subprocess.Popen([sys.executable, "-m", "goldseam.faces.command.main", "demo"], env=environment, cwd=ROOT)
    try:
        _until(lambda: _status(f"http://127.0.0.1:{port}/healthz") == 200, process)
        yield port
    finally:
        process.terminate()
        process.wait(60)


@contextmanager
def nginx(home: Path, *, upstream: int) -> Iterator[tuple[int, int]]:
    """The shipped configuration, and beside it a server that has the page as a plain file; their ports."""
    from goldseam.foundation.pagecache.tests.server import running_nginx

    front, plain = free_port(), free_port()
    command = [
        sys.executable,
        "-m",
        "django",
        "nginx_conf",
        f"--listen=127.0.0.1:{front}",
        f"--upstream=127.0.0.1:{upstream}",
    ]
    environment = os.environ | {
        "GOLDSEAM_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PORT": str(upstream),
    }
    site = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folder = home / "plain"
    folder.mkdir()
    # Asked for twice: the first answer is rendered and keeps the page, the second comes from the shelf.
    site += PLAIN_FILE.format(port=plain, folder=folder)
    with running_nginx(site, home / "nginx", port=front, workers=os.cpu_count() or 1):
        for _ in range(2):
            (folder / "index.html").write_bytes(_body(f"http://127.0.0.1:{front}{PAGE}"))
        yield front, plain


def _body(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return bytes(answer.read())


def _status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code
    except OSError:
        return 0


def _until(is_there: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        if is_there():
            return
        time.sleep(0.3)
    raise RuntimeError("The demo did not start; its last lines say why.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    measure()
