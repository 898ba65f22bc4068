"""A fresh machine gets its packages from the lock files alone: what is asked for must be pinned there."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def asked_for(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!; ]", requirement)[0].lower() for requirement in requirements}


def pinned_in(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / lock).read_text(), re.MULTILINE))


def test_every_package_that_is_asked_for_is_pinned_in_its_lock_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    runtime = asked_for(project["dependencies"])
    development = asked_for(project["optional-dependencies"]["dev"])

    assert runtime - pinned_in("requirements.lock") == set()
    assert (runtime | development) - pinned_in("requirements-dev.lock") == set()
