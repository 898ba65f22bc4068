"""How `.venv` is made: with a quick Python, by uv where it can be had, by pip otherwise, from the same hashed lock."""

import re
import subprocess
from pathlib import Path

import pytest

from goldseam.faces.command.installation import ROOT

# Stands in for python -m pip and for uv: writes down how it was called, and fails where it is told to.
SHAM = """#!/bin/sh
printf '%s %s\\n' "$(basename "$0")" "$*" >>{log}
case "$(basename "$0") $*" in {fails}) echo "{words}" >&2; exit 1 ;; esac
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    return tmp_path


def installing(root: Path, *, fails: str, words: str = "no route to it") -> tuple[list[str], int, str]:
    """What is called when a lock is installed and calls like `fails` fail; the exit code, and what people read."""
    log = root / "log"
    for name in ("python", "uv"):
        program = root / ".venv" / "bin" / name
        program.write_text(SHAM.format(log=log, fails=fails, words=words))
        program.chmod(0o755)
    script = f"set -eu; root={root}; . {ROOT}/bin/_environment; install_lock {root}/requirements.lock"
    path = {"PATH": "/usr/bin:/bin"}
    done = subprocess.run(["sh", "-c", script], env=path, capture_output=True, text=True, check=False)
    called = [re.sub(rf"{root}/?", "", line) for line in log.read_text().splitlines()]
    return called, done.returncode, done.stderr


def test_uv_installs_the_hashed_lock_and_goldseam_itself(root: Path) -> None:
    called, code, said = installing(root, fails="nothing")
    assert (code, said) == (0, "Installing the packages of requirements.lock …\n")
    assert called == [
        "uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements.lock",
        "uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e ",
    ]


def test_where_uv_fails_pip_installs_the_same_and_nobody_is_troubled(root: Path) -> None:
    called, code, said = installing(root, fails="uv*")
    assert (code, said) == (0, "Installing the packages of requirements.lock …\n")
    assert [line.split()[0] for line in called] == ["uv", "python", "python"]
    assert "--require-hashes -r requirements.lock" in called[1]
    assert "--no-deps --no-build-isolation -e" in called[2]


def test_where_both_fail_pips_reason_is_shown(root: Path) -> None:
    called, code, said = installing(root, fails="*")
    assert code == 1
    assert "no route to it" in said
    assert "The packages could not be installed; the lines above say why." in said
    assert len(called) == 2


def test_uv_is_fetched_by_the_hash_of_the_development_lock() -> None:
    fetched = (ROOT / "requirements-uv.lock").read_text()
    assert fetched.startswith("uv==")
    assert "--hash=sha256:" in fetched
    assert fetched in (ROOT / "requirements-dev.lock").read_text()


# Stands in for a Python that says how it was compiled, as `looked_at` in bin/_environment asks it.
COMPILED = """#!/bin/sh
[ "$1" = - ] && echo {said} || true
"""


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ({"python3": "slow", "python3.13": "quick"}, "python3.13"),
        ({"python3": "quick", "python3.13": "quick"}, "python3"),
        ({"python3": "slow", "python3.14": "slow", "python3.12": "quick"}, "python3.12"),
        ({"python3": "slow", "python3.12": "slow"}, "python3"),
        ({"python3": "", "python3.12": "slow"}, "python3.12"),
    ],
    ids=["a quick one", "the first is quick", "the only quick one", "none is quick", "the first makes no environment"],
)
def test_a_python_compiled_without_its_optimisations_is_taken_only_where_there_is_no_other(
    tmp_path: Path, said: dict[str, str], chosen: str
) -> None:
    # The machine's own may stand at a fixed place, which no test can take away.
    if "quick" not in said.values() and Path("/usr/bin/python3").exists():
        chosen = "/usr/bin/python3"
    for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11"):
        program = tmp_path / name
        program.write_text(COMPILED.format(said=said[name]) if name in said else "#!/bin/sh\nexit 1\n")
        program.chmod(0o755)
    script = f"set -eu; root={tmp_path}; . {ROOT}/bin/_environment; find_python"
    path = {"PATH": f"{tmp_path}:/bin"}
    assert subprocess.run(["sh", "-c", script], env=path, capture_output=True, text=True).stdout == chosen


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({}, "|"),
        ({"PYTHONDONTWRITEBYTECODE": "1"}, "|{root}/.venv/.compiled"),
        ({"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": "/elsewhere"}, "|/elsewhere"),
    ],
    ids=["beside the sources", "in .venv where nothing may stand beside them", "where somebody says"],
)
def test_compiled_modules_are_always_kept(tmp_path: Path, told: dict[str, str], kept: str) -> None:
    script = (
        f"set -eu; root={tmp_path}; . {ROOT}/bin/_environment;"
        'printf \'%s|%s\' "${PYTHONDONTWRITEBYTECODE:-}" "${PYTHONPYCACHEPREFIX:-}"'
    )
    path = {"PATH": "/usr/bin:/bin", **told}
    done = subprocess.run(["sh", "-c", script], env=path, capture_output=True, text=True, check=False)
    assert done.stdout == kept.format(root=tmp_path)
