"""Use cases are called by name: nobody can swap two amounts or two people."""

import ast
from pathlib import Path

from tests.architecture.sources import files, name, parsed


def _action_files() -> list[Path]:
    return [path for path in files("*.py") if path.name == "actions.py" or path.parent.name == "actions"]


def _takes_places(tree: ast.Module, allowed: int = 1) -> list[str]:
    """Public functions that take more than one thing by place, or any that is not plainly the one thing looked up."""
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and len(node.args.posonlyargs + node.args.args) > allowed
    ]


def _changes(tree: ast.Module) -> list[str]:
    """Public functions that are told the moment (`at`): the use cases. All they take is named."""
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and any(argument.arg == "at" for argument in node.args.args + node.args.kwonlyargs)
        and node.args.posonlyargs + node.args.args
    ]


def test_every_use_case_is_called_by_name() -> None:
    by_place = {name(path): found for path in _action_files() if (found := _changes(parsed(path)))}
    assert by_place == {}


def test_nothing_in_an_actions_file_takes_two_things_by_place() -> None:
    by_place = {name(path): found for path in _action_files() if (found := _takes_places(parsed(path)))}
    assert by_place == {}


def test_an_action_called_by_place_would_be_found() -> None:
    """The control of the tests above."""
    careless = ast.parse("def refund(order, amount_pence, at):\n    pass\ndef renew(membership, *, at):\n    pass\n")
    assert _changes(careless) == ["refund", "renew"]
    assert _takes_places(careless) == ["refund"]
