"""How quickly a browser draws the bowl, how large its modules are, and what Lighthouse says of the practice.

`python -m bench.bowl_speed [address]` prints one figure a line; Lighthouse needs the address of a running demo.
"""

import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench.bowl import MODULES, ROOT
from bench.screens import CHROMIUM
from goldseam.foundation.theme.storage import bare

COLD_RUNS, WARM_RUNS = 7, 15
BOUNDS_MS = {"12": 20, "300": 60, "300 cold": 200, "1000": 150}
LIGHTHOUSE_SCORE = 95
MEASURE = """async ([address, count, runs]) => {
  const { drawBowl } = await import(address);
  const history = Array.from({ length: count }, (_, k) => ({ id: `q${k}`, weight: 1 + k % 3, mended: k % 4 > 0 }));
  const times = [];
  for (let k = 0; k < runs; k++) {
    const begun = performance.now();
    drawBowl(history);
    times.push(performance.now() - begun);
  }
  return times;
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves the modules as they are written and says nothing."""

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(MODULES))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def times(browser: Browser, address: str, count: int, runs: int) -> list[float]:
    """Milliseconds of each drawing in a page of its own; the first of them is cold."""
    page = browser.new_page()
    page.goto(f"{address}/")
    found: list[float] = page.evaluate(MEASURE, [f"{address}/bowl.js", count, runs])
    page.close()
    return found


def speeds(browser: Browser) -> None:
    with served() as address:
        cold = [times(browser, address, 300, 1)[0] for _ in range(COLD_RUNS)]
        drawn = {
            "300 cold": cold,
            **{str(count): times(browser, address, count, WARM_RUNS)[3:] for count in (12, 300, 1000)},
        }
    for name, bound in BOUNDS_MS.items():
        print(
            f"{name} entries: median {statistics.median(drawn[name]):.1f} ms, best {min(drawn[name]):.1f} (< {bound})"
        )


def sizes() -> None:
    written = [module.read_bytes() for module in sorted(MODULES.glob("*.js"))]
    lean = [bare(module.decode()).encode() for module in written]
    for name, modules in (("as written", written), ("as served", lean)):
        packed = sum(len(gzip.compress(module, 9)) for module in modules)
        print(f"modules {name}: {sum(map(len, modules)):,} bytes, {packed:,} compressed one by one")


def lighthouse(address: str) -> None:
    """The four scores of the practice's page, on the phone that Lighthouse takes by default."""
    command = [
        str(ROOT / "node_modules/.bin/lighthouse"),
        f"{address}/rupture-and-repair/",
        "--quiet",
        "--output=json",
        f"--chrome-flags=--headless=new {CHROMIUM}",
    ]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
        subprocess.run([*command, f"--output-path={report}"], check=True, env=environment)
        categories = json.loads(report.read_text())["categories"]
    for name, category in categories.items():
        print(f"lighthouse {name}: {category['score'] * 100:.0f} (≥ {LIGHTHOUSE_SCORE})")


def main() -> None:
    sizes()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM.split())
        speeds(browser)
        browser.close()
    for address in sys.argv[1:]:
        lighthouse(address)


if __name__ == "__main__":
    main()
