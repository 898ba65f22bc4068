"""Whatever is asked of the worker exists, and nothing recurring has an address that leads nowhere."""

import ast
import inspect

import pytest
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from goldseam.foundation.work.schedule import Sweep, run_due, run_sweep, sweeps
from tests.architecture.sources import files, name, parsed


def _kicked() -> dict[str, str]:
    """The name given to each `kick(…)` in our code, and where; '' for one that is not a plain word."""
    found = {}
    for path in files("*.py"):
        if "/tests/" in path.as_posix():
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "kick":
                told = node.args[0]
                word = told.value if isinstance(told, ast.Constant) else ""
                found[f"{name(path)}:{node.lineno}"] = str(word)
    return found


def test_every_task_that_is_woken_exists() -> None:
    kicked = _kicked()
    assert len(kicked) >= 4
    assert {where: task for where, task in kicked.items() if task not in app.tasks} == {}


def test_no_task_of_ours_is_told_anything_but_the_time_of_its_tick() -> None:
    """A queue that holds nothing on people has nothing on them to erase."""
    ours = [task for task in app.tasks.values() if task.func.__module__.startswith("goldseam.")]
    assert len(ours) >= 4
    told = {task.name: list(inspect.signature(task.func).parameters) for task in ours}
    assert {name: names for name, names in told.items() if names} == {"work.tick": ["timestamp"]}


def test_every_task_is_asked_for_once_at_a_time() -> None:
    ours = [task for task in app.tasks.values() if task.func.__module__.startswith("goldseam.")]
    assert {task.name for task in ours if task.queueing_lock != task.name} == set()


@pytest.mark.parametrize("sweep", sweeps(), ids=lambda sweep: sweep.name)
def test_every_sweep_is_a_function_of_the_moment(sweep: Sweep) -> None:
    action = import_string(sweep.run)
    assert "at" in inspect.signature(action).parameters
    others = [
        argument.name
        for argument in inspect.signature(action).parameters.values()
        if argument.default is argument.empty and argument.name != "at"
    ]
    assert others == []


def test_no_sweep_stands_twice_in_the_table() -> None:
    names = [sweep.name for sweep in sweeps()]
    assert len(names) == len(set(names))


def test_what_a_task_does_a_sweep_does_too() -> None:
    """Jobs may be lost with their worker: then the sweep of the next minute does their work."""
    swept = {sweep.run.rpartition(".")[2] for sweep in sweeps()}
    for path in files("tasks.py"):
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef) and node.name not in ("tick", "look_now"):
                called = {
                    call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
                    for call in ast.walk(node)
                    if isinstance(call, ast.Call)
                }
                assert called & swept, f"{name(path)}: {node.name} has no sweep"


class Broken(Exception):
    """What a sweep of these tests fails with."""


RAN: list[str] = []


def breaks(*, at: object) -> None:
    raise Broken


def runs(*, at: object) -> None:
    RAN.append("runs")


@pytest.mark.django_db
def test_one_broken_sweep_does_not_keep_the_others_from_running(monkeypatch: pytest.MonkeyPatch) -> None:
    from goldseam.core.sales.tests.factories import NOON
    from goldseam.foundation.work import schedule

    table = [Sweep("breaks", f"{__name__}.breaks"), Sweep("runs", f"{__name__}.runs")]
    monkeypatch.setattr(schedule, "sweeps", lambda: table)
    RAN.clear()

    assert run_due(at=NOON, all_of_them=True) == {"breaks": False, "runs": True}
    assert RAN == ["runs"]
    assert run_sweep(table[0], at=NOON) is False
