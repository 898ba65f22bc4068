"""The drawing itself is tested where it runs, in Node: bowl/properties.test.mjs."""

import json
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

HERE = Path(__file__).resolve().parent / "bowl"
STATIC = HERE.parents[1] / "static"


def node(*arguments: str, **environment: str) -> str:
    done = subprocess.run(["node", *arguments], cwd=HERE, capture_output=True, text=True, env=environment or None)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("file", ["properties.test.mjs", "files.test.mjs"])
def test_what_is_tested_in_node_holds(file: str):
    assert "\n# fail 0\n" in node("--test", "--test-reporter=tap", file)


@pytest.mark.parametrize("seed", [7, 42])
def test_any_history_gives_a_picture_that_a_strict_reader_takes(seed: int):
    drawings = json.loads(node("print.mjs", "drawings", str(seed)))
    assert len(drawings) == 36
    for drawing in drawings:
        picture = ET.fromstring(drawing)
        assert picture.get("aria-label") == "&<"
        names = [element.get("id") for element in picture.iter() if element.get("id")]
        assert len(names) == len(set(names))


def test_another_engine_draws_the_same_string():
    assert node("quickjs.mjs") == node("print.mjs", "digest")


def test_nothing_in_it_differs_between_machines():
    modules = (STATIC / "theme/bowl").glob("*.js")
    source = "".join(re.sub(r"//.*", "", module.read_text()) for module in modules)
    forbidden = ["Math.random", "Math.sin", "Math.cos", "Math.atan", "Math.pow", "Math.hypot", "Date", "Intl", "fetch("]
    assert [word for word in forbidden if word in source] == []
