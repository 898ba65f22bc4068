"""Finding our own files and what stands in them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ("goldseam", "config", "tests", "bench")
# Not written by us, or made by a command.
NOT_OURS = ("/migrations/", "/node_modules/", "/fonts/")


def files(pattern: str, *folders: str) -> Iterator[Path]:
    """Our files of that kind, in order."""
    for folder in folders or ("goldseam",):
        for path in sorted((ROOT / folder).rglob(pattern)):
            if not any(part in path.as_posix() for part in NOT_OURS):
                yield path


def name(path: Path) -> str:
    """How a file is named in a test's complaint."""
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef):
            yield node


def length(function: ast.FunctionDef) -> int:
    """Lines from `def` to the end, the docstring and the lines of the signature left out."""
    body = function.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    return (function.end_lineno or 0) - body[0].lineno + 2 if body else 1
