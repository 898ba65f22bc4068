"""Files and functions stay short enough to be read at once."""

import ast

import pytest

from tests.architecture.sources import PYTHON, files, functions, length, name

LONGEST = {"*.py": 400, "*.html": 150, "*.txt": 150, "*.css": 300, "*.js": 300}
LONGEST_FUNCTION = 40


@pytest.mark.parametrize("pattern", LONGEST)
def test_no_file_is_longer_than_the_house_allows(pattern: str) -> None:
    folders = PYTHON if pattern == "*.py" else ("goldseam",)
    too_long = {
        name(path): lines
        for path in files(pattern, *folders)
        if (lines := len(path.read_text().splitlines())) > LONGEST[pattern]
    }
    assert too_long == {}


def test_no_function_is_longer_than_forty_lines() -> None:
    too_long = {
        f"{name(path)}:{function.lineno} {function.name}": lines
        for path in files("*.py", *PYTHON)
        for function in functions(path)
        if (lines := length(function)) > LONGEST_FUNCTION
    }
    assert too_long == {}


def test_a_function_of_forty_one_lines_would_be_found() -> None:
    """The control of the test above."""
    source = "def long():\n" + "    x = 1\n" * 40
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert length(function) == 41
