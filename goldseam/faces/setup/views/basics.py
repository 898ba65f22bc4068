"""The steps that say who the association is, what it offers and where money goes."""

from datetime import datetime
from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils.text import slugify

from goldseam.core.gateways.ways import gateways
from goldseam.core.people.actions import amend_association, amend_hub, enter_hub, give_mark
from goldseam.core.people.models import Association, Hub
from goldseam.faces.setup import proposals
from goldseam.faces.setup.forms import HubRow, LookForm, MoneyForm, NamesForm, PlanRow, Rows
from goldseam.faces.setup.views.pages import StepPage
from goldseam.foundation.theme import colours
from goldseam.foundation.theme.places import place_of
from goldseam.subjects.membership.actions import amend_plan, enter_plan
from goldseam.subjects.membership.models import Plan

EMPTY_HUBS = 3


class AssociationStep(StepPage):
    slug = "association"
    form_class: type[Any] = NamesForm

    def make_form(self, data: QueryDict | None, files: Any = None) -> Any:
        return self.form_class(data, files or None, instance=Association.get())

    def save(self, form: Any, *, at: datetime) -> None:
        amend_association(details=form.cleaned_data, at=at, by=self.by)


class MoneyStep(AssociationStep):
    slug = "money"
    form_class = MoneyForm

    def more(self) -> dict[str, Any]:
        return {"ways": list(gateways().values())}


class LookStep(AssociationStep):
    slug = "look"
    form_class = LookForm

    def save(self, form: Any, *, at: datetime) -> None:
        told = form.cleaned_data
        amend_association(details={name: told[name] for name in ("sea", "pot")}, at=at, by=self.by)
        if told["mark"] or told.get("is_without_mark"):
            give_mark(mark=told["mark"], at=at, by=self.by)

    def more(self) -> dict[str, Any]:
        now = Association.get()
        return {
            "contrasts": [
                ("links", colours.contrast(now.sea, colours.DAY_GROUNDS["paper"]), colours.TEXT),
                ("buttons", colours.contrast(now.sea, colours.ON_SEA_DAY), colours.TEXT),
                ("clay", colours.contrast(now.pot, colours.DAY_GROUNDS["paper"]), colours.SHAPE),
                ("gold", colours.contrast(now.pot, colours.GOLD_LIT_DAY), colours.SHAPE),
            ]
        }


class PlansStep(StepPage):
    slug = "plans"

    def make_form(self, data: QueryDict | None, files: Any = None) -> Rows:
        return Rows(PlanRow, data, initial=proposals.plans(), extra=1)

    def save(self, form: Rows, *, at: datetime) -> None:
        for place, told in enumerate(form.told, start=1):
            plan, is_open = told.get("pk"), told.get("is_open")
            words = {name: told[name] for name in proposals.SHOWN if told.get(name) not in (None, "")}
            if plan:
                amend_plan(plan=plan, details=words | {"is_open": is_open, "gives": told["gives"]}, at=at, by=self.by)
            elif is_open:
                enter_plan(
                    details=words | {"slug": free_slug(Plan, told["name"]), "position": place}, at=at, by=self.by
                )


class HubsStep(StepPage):
    slug = "hubs"

    def make_form(self, data: QueryDict | None, files: Any = None) -> Rows:
        return Rows(HubRow, data, initial=proposals.hubs(), extra=EMPTY_HUBS)

    def save(self, form: Rows, *, at: datetime) -> None:
        for place, told in enumerate(form.told, start=1):
            if not told.get("name"):
                continue
            words = {name: told[name] for name in ("name", "postcode_areas")}
            if told["pk"]:
                amend_hub(hub=told["pk"], details=words | on_the_map(told), at=at, by=self.by)
            else:
                new = {"slug": free_slug(Hub, told["name"]), "position": place} | on_the_map(told)
                enter_hub(details=words | new, at=at, by=self.by)


def on_the_map(told: dict[str, Any]) -> dict[str, int]:
    """A hub that stands nowhere yet stands at its first postcode area."""
    hub, point = told["pk"], place_of(told["postcode_areas"])
    return {"map_x": point[0], "map_y": point[1]} if point and not (hub and (hub.map_x or hub.map_y)) else {}


def free_slug(model: type[models.Model], name: str) -> str:
    """An address made from a name that no other row has."""
    wanted = slugify(name)[:40] or model.__name__.lower()
    taken = set(model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, 1000))) if slug not in taken)
