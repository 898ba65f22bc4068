"""What is held on people is declared for every table there is, or the build fails."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.test.utils import isolate_apps

from goldseam.core.people.models import Person
from goldseam.foundation.contracts import Merging, NothingPersonal, PersonalData, personal
from goldseam.foundation.privacy.plain import word
from goldseam.foundation.privacy.reviewing import rules

# Tables that name a person in a role everybody may know, and hold nothing else about them.
PUBLIC_ROLES = {"people.hub": {"lead"}}

NOON = datetime(2026, 5, 4, 11, tzinfo=UTC)
Model = type[models.Model]


def all_models() -> list[Model]:
    """Every table, those between two others too when one of the two is the table of people."""
    return [model for model in apps.get_models(include_auto_created=True) if _counts(model)]


def _counts(model: Model) -> bool:
    return not model._meta.auto_created or bool(_names_people(model))


def _names_people(model: Model) -> set[str]:
    return {field.name for field in model._meta.local_fields if field.related_model is Person}


def undeclared(among: Iterable[Model]) -> list[str]:
    return [model._meta.label_lower for model in among if model._meta.label_lower not in personal]


def declarations() -> Iterator[tuple[str, Model, PersonalData]]:
    for label, declared in personal.items():
        if isinstance(declared, PersonalData):
            app, _, name = label.partition(".")
            yield label, apps.get_model(app, name), declared


def _is_table(found: object) -> bool:
    return isinstance(found, type) and issubclass(found, models.Model)


def leads_to(model: Model, path: str) -> object:
    """What a lookup such as `order__person` or a property arrives at. Raises LookupError when it leads nowhere."""
    found: Any = model
    for step in path.split("__"):
        if not _is_table(found):
            raise LookupError(path)
        try:
            field = found._meta.pk if step == "pk" else found._meta.get_field(step)
        except FieldDoesNotExist as error:
            if not hasattr(found, step):
                raise LookupError(path) from error
            found = getattr(found, step)
        else:
            found = getattr(field, "related_model", None) or field
    return found


def test_every_table_says_what_it_holds_on_people() -> None:
    assert undeclared(all_models()) == []


@isolate_apps("goldseam.core.people")
def test_a_table_without_a_declaration_fails_the_build() -> None:
    """The control of the test above."""

    class Secret(models.Model):
        text = models.TextField()

        class Meta:
            app_label = "people"

    assert undeclared([*all_models(), Secret]) == ["people.secret"]


def test_no_declaration_is_left_of_a_table_that_is_gone() -> None:
    labels = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    assert [label for label in personal if label not in labels] == []


def test_every_declaration_leads_to_the_person() -> None:
    lost = {}
    for label, model, declared in declarations():
        end = leads_to(model, declared.person)
        if end is not Person and not (model is Person and end is Person._meta.pk):
            lost[label] = declared.person
    assert lost == {}


def test_everything_a_declaration_names_exists() -> None:
    missing = []
    for label, model, declared in declarations():
        for path in [*declared.fields, *declared.erased]:
            try:
                leads_to(model, path)
            except LookupError:
                missing.append(f"{label}: {path}")
    assert missing == []


def test_what_is_to_be_erased_is_a_column_of_the_table() -> None:
    wrong = [
        f"{label}: {name}"
        for label, model, declared in declarations()
        for name in declared.erased
        if name not in {field.name for field in model._meta.local_concrete_fields}
    ]
    assert wrong == []


def test_what_stays_after_erasure_has_a_reason() -> None:
    """A table is deleted, or emptied of all that is exported, or says by what law the rest stays."""
    unexplained = [
        label
        for label, _model, declared in declarations()
        if not declared.deleted and not declared.kept_because and set(declared.fields) - set(declared.erased)
    ]
    # The row of a person itself is what the others point to; what is left of it then names nobody.
    assert unexplained == ["people.person"]


def test_a_table_that_points_at_people_does_not_claim_to_hold_nothing_on_them() -> None:
    claims = {
        label: named
        for label, declared in personal.items()
        if isinstance(declared, NothingPersonal)
        and (named := _names_people(apps.get_model(label)) - PUBLIC_ROLES.get(label, set()))
    }
    assert claims == {}


@pytest.mark.parametrize("path", ["order__nobody", "nobody"])
def test_a_name_that_leads_nowhere_would_be_found(path: str) -> None:
    """The control of the tests of names."""
    with pytest.raises(LookupError):
        leads_to(apps.get_model("sales", "payment"), path)


def test_every_column_of_words_is_personal_or_said_to_be_ours() -> None:
    """A new column is exported, erased, or named as one of our own keys; otherwise the build fails."""
    forgotten = [
        f"{label}: {field.name}"
        for label, model, declared in declarations()
        for field in model._meta.local_concrete_fields
        if _holds_words(field) and field.name not in {*declared.fields, *declared.erased, *declared.technical}
    ]
    assert forgotten == []


def _holds_words(field: Any) -> bool:
    is_words = isinstance(field, models.CharField | models.TextField | models.JSONField)
    return (is_words or field.get_internal_type() in ("ArrayField", "FileField")) and not field.choices


def test_everything_in_a_copy_has_a_name_that_people_know() -> None:
    """What a person reads of themselves speaks of no table and no column."""
    nameless = [label for label, _model, declared in declarations() if not declared.title]
    nameless += [
        f"{label}: {name}"
        for label, model, declared in declarations()
        for name in declared.fields
        if not word(model, declared, name)
    ]
    assert nameless == []


def test_every_rule_of_retention_asks_one_table_and_has_its_own_name() -> None:
    slugs = [rule.slug for _label, _model, declared in declarations() for rule in declared.retention]
    assert len(slugs) == len(set(slugs)) >= 5
    for rule in rules().values():
        columns = {field.name for field in rule.due(NOON).model._meta.concrete_fields}
        assert set(rule.empties or ()) <= columns, rule.slug


def unsaid_of_merging(among: Iterable[tuple[str, Model, PersonalData]]) -> list[str]:
    """Tables of which it is not said what merging does with their rows, or which could not do what is said."""
    return [label for label, model, declared in among if not _can_be_merged(model, declared)]


def _can_be_merged(model: Model, declared: PersonalData) -> bool:
    first, dots, rest = declared.person.partition("__")
    if declared.merging is Merging.MOVES:
        # What moves has a column that leads to the person, or to the one row of theirs that stands between.
        field: Any = model._meta.get_field(first)
        between = field.related_model
        return bool(field.concrete and (not dots or between._meta.get_field(rest).one_to_one))
    if declared.merging is Merging.FOLLOWS:
        return bool(dots) and _is_led_by_what_moves(model, declared.person)
    if declared.merging is Merging.CHOSEN:
        return model is Person
    return declared.merging is not None


def _is_led_by_what_moves(model: Model, path: str) -> bool:
    """Whether a table on the way to the person moves, so that what hangs on it comes along."""
    moves = {label for label, _model, declared in declarations() if declared.merging is Merging.MOVES}
    found: Any = model
    for step in path.split("__")[:-1]:
        found = found._meta.get_field(step).related_model
        if found._meta.label_lower in moves:
            return True
    return False


def test_every_table_says_what_becomes_of_its_rows_when_two_records_are_put_together() -> None:
    assert unsaid_of_merging(declarations()) == []


@pytest.mark.parametrize("wrong", [None, Merging.FOLLOWS, Merging.CHOSEN])
def test_a_table_that_says_nothing_of_merging_would_be_found(wrong: Merging | None) -> None:
    """The control: a table of which nothing is said, one that follows nothing, one that is no person's own row."""
    label, model, declared = next(one for one in declarations() if one[0] == "sales.order")
    assert unsaid_of_merging([(label, model, replace(declared, merging=wrong))]) == ["sales.order"]
