"""The promises at full size: each becomes a page of docs/proof/ with its sentence, its figures and the day.

A promise is a file of tests/promises/, or, where it speaks of one part of the house only, the tests beside that part.
`bin/prove 04 mail` proves those whose name has one of the words in it.
"""

import os
import platform
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PROOF = ROOT / "docs" / "proof"


@dataclass(frozen=True)
class Promise:
    """What is promised, under the name of its page, and the tests that show it (files, or pytest's own words)."""

    name: str
    says: str
    tests: Sequence[str]


BESIDE_THEIR_PART = [
    Promise(
        "01-gifts",
        "Promise 1 for gifts: one is taken up once, whatever happens in whatever order, and whoever is there at once.",
        ["goldseam/subjects/gifts/tests/test_whatever_happens.py"],
    ),
    Promise(
        "01-seats",
        "Promise 1 for seats: no more are given out than were paid for, and what is added or renewed is there once.",
        [f"goldseam/subjects/teams/tests/test_{name}.py" for name in ("seats", "adding", "renewing", "at_once")],
    ),
    Promise(
        "05-forged-notices",
        "Promise 5: forged notices of a provider are refused.",
        ["goldseam/faces/demo/tests/test_forged_notices.py", "goldseam/core/gateways/tests/test_signing.py"],
    ),
    Promise(
        "15-member-files",
        "Promise 15: member files are for members.",
        ["goldseam/subjects/library/tests/test_for_members_only.py"],
    ),
    Promise(
        "16-imports",
        "Promise 16: imports are all or nothing.",
        [f"goldseam/faces/importers/tests/test_{name}.py" for name in ("all_or_nothing", "malformed_files", "undoing")],
    ),
    Promise(
        "21-no-guessing",
        "Promise 21: nobody guesses their way in, or learns who is known here.",
        [f"goldseam/faces/portal/tests/test_{name}.py" for name in ("guessing", "same_words_for_strangers")],
    ),
    Promise(
        "21-gift-codes",
        "Promise 21 for gifts: nobody guesses a code, and nobody learns who is known.",
        ["goldseam/subjects/gifts/tests/test_guessing.py"],
    ),
    Promise(
        "27-everyone",
        "Promise 27: everyone can use it. axe with the rules of WCAG 2.2 AA, narrow, enlarged, by keyboard, by night.",
        ["tests/journeys"],
    ),
    Promise(
        "tables",
        "The tables that a new installation finds ready made are what its migrations come to.",
        ["goldseam/faces/command/tests/test_tables.py"],
    ),
]


def promises() -> list[Promise]:
    """All of them, in the order of their numbers."""
    whole = [
        Promise(_name(file), file.read_text().split('"""')[1].strip(), [file.relative_to(ROOT).as_posix()])
        for file in (ROOT / "tests" / "promises").glob("test_*.py")
    ]
    return sorted([*whole, *BESIDE_THEIR_PART], key=lambda promise: promise.name)


def _name(file: Path) -> str:
    return re.sub(r"^test_", "", file.stem).replace("_", "-")


def prove(promise: Promise) -> bool:
    """Run one promise and write down how it went; False when a test of it failed."""
    with TemporaryDirectory(prefix="goldseam-proof-") as folder:
        told = Path(folder) / "told.xml"
        command = [sys.executable, "-m", "pytest", *promise.tests, "-q", "-p", "no:randomly", f"--junitxml={told}"]
        done = subprocess.run(command, cwd=ROOT, env=os.environ | {"GOLDSEAM_FULL": "1"}, check=False)
        if told.exists():
            _write(promise, next(ET.parse(told).getroot().iter("testsuite")))
    return done.returncode == 0


def _write(promise: Promise, suite: ET.Element) -> None:
    failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    seconds = float(suite.get("time", 0))
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    lines = [f"# {promise.name}", "", promise.says, ""]
    lines += [f"Shown on {datetime.now(UTC).date()} ({machine}): {suite.get('tests')} tests,"]
    lines += [f"{failed} failed, {seconds:.0f} s at full size.", ""]
    lines += [line for case in suite.iter("testcase") for line in _told(case)]
    PROOF.mkdir(parents=True, exist_ok=True)
    (PROOF / f"{promise.name}.md").write_text("\n".join(lines) + "\n")


def _told(case: ET.Element) -> list[str]:
    """One test in a line, its figures below it."""
    is_shown = case.find("failure") is None and case.find("error") is None
    # The file's own notation of awkward parameters would run over the page.
    sentence = re.sub(r"[^\x20-\x7e]|[|*<>]", "", case.get("name", "").removeprefix("test_").replace("_", " "))[:160]
    figures = [f"{one.get('name')}: {one.get('value')}" for one in case.iter("property")]
    return [f"- {'' if is_shown else 'NOT SHOWN: '}{sentence}", *([f"  - {', '.join(figures)}"] if figures else [])]


def main(words: list[str]) -> int:
    """All promises, or those whose name has one of `words` in it."""
    chosen = [promise for promise in promises() if not words or any(word in promise.name for word in words)]
    shown = [prove(promise) for promise in chosen]
    return int(not all(shown))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
