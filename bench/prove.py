"""The promises at full size: each file of tests/promises/ becomes a page of docs/proof/ with figures and the day."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PROOF = ROOT / "docs" / "proof"


def prove(test: Path) -> bool:
    """Run one promise and write down how it went; False when a test of it failed."""
    with TemporaryDirectory(prefix="goldseam-proof-") as folder:
        told = Path(folder) / "told.xml"
        command = [sys.executable, "-m", "pytest", str(test), "-q", "-p", "no:randomly", f"--junitxml={told}"]
        done = subprocess.run(command, cwd=ROOT, env=os.environ | {"GOLDSEAM_FULL": "1"}, check=False)
        if told.exists():
            _write(test, told)
    return done.returncode == 0


def _write(test: Path, told: Path) -> None:
    suite = next(ET.parse(told).getroot().iter("testsuite"))
    on = datetime.now(UTC).date()
    name = re.sub(r"^test_", "", test.stem)
    about = test.read_text().split('"""')[1].strip()
    failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    lines = [
        f"# {name.replace('_', ' ')}",
        "",
        about,
        "",
        f"Shown on {on}: {suite.get('tests')} tests, {failed} failed,",
    ]
    lines += [f"{float(suite.get('time', 0)):.0f} s at full size.", ""]
    for case in suite.iter("testcase"):
        bad = case.find("failure") is not None or case.find("error") is not None
        lines.append(f"- {'NOT SHOWN: ' if bad else ''}{case.get('name', '').removeprefix('test_').replace('_', ' ')}")
    PROOF.mkdir(parents=True, exist_ok=True)
    (PROOF / f"{name.replace('_', '-')}.md").write_text("\n".join(lines) + "\n")


def main(words: list[str]) -> int:
    """All promises, or those whose file has one of `words` in its name."""
    tests = sorted((ROOT / "tests" / "promises").glob("test_*.py"))
    chosen = [test for test in tests if not words or any(word in test.name for word in words)]
    shown = [prove(test) for test in chosen]
    return int(not all(shown))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
