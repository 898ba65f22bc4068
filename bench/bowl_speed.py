"""How quickly a browser draws the bowl, how large its modules are, and what Lighthouse says of the practice.

`python -m bench.bowl_speed [address]` prints one figure a line; Lighthouse needs the address of a running demo.
"""

import gzip
import json
import os
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
from goldseam.foundation.theme.storage import bare
from tests.browser import FLAGS, found, launched

COLD_RUNS, WARM_RUNS = 7, 12
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


Times = tuple[list[float], float]


def times(browser: Browser, address: str, count: int, *, runs: int, warm: int = 0) -> Times:
    """Milliseconds of each drawing in a page of its own by the clock, and of one by what the page's thread worked.

    Without `warm` drawings before, the first is cold. On a shared machine the clock counts the others' work, too.
    """
    page = browser.new_page()
    page.goto(f"{address}/")
    page.evaluate(MEASURE, [f"{address}/bowl.js", count, warm])
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(float(metric["value"]) for metric in metrics if metric["name"] == "ThreadTime")

    begun = worked()
    found: list[float] = page.evaluate(MEASURE, [f"{address}/bowl.js", count, runs])
    of_one = (worked() - begun) * 1000 / runs
    page.close()
    return found, of_one


def speeds(browser: Browser) -> None:
    with served() as address:
        cold = [times(browser, address, 300, runs=1) for _ in range(COLD_RUNS)]
        drawn = {
            "300 cold": ([found[0] for found, _ in cold], statistics.median(of_one for _, of_one in cold)),
            **{str(count): times(browser, address, count, runs=WARM_RUNS, warm=3) for count in (12, 300, 1000)},
        }
    for name, bound in BOUNDS_MS.items():
        found, of_one = drawn[name]
        clock = f"median {statistics.median(found):.1f} ms, best {min(found):.1f}"
        print(f"{name} entries: {clock} by the clock, {of_one:.1f} of work (< {bound})")
    print(f"load: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


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
        f"--chrome-flags=--headless=new {FLAGS}",
    ]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        environment = os.environ | {"CHROME_PATH": found("chromium", "google-chrome") or ""}
        subprocess.run([*command, f"--output-path={report}"], check=True, env=environment)
        categories = json.loads(report.read_text())["categories"]
    for name, category in categories.items():
        print(f"lighthouse {name}: {category['score'] * 100:.0f} (≥ {LIGHTHOUSE_SCORE})")


def main() -> None:
    sizes()
    with sync_playwright() as playwright:
        browser = launched(playwright)
        speeds(browser)
        browser.close()
    for address in sys.argv[1:]:
        lighthouse(address)


if __name__ == "__main__":
    main()
