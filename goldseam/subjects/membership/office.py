"""The plans, as the office keeps them. The price is typed in pounds and kept in pence."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import ActMixin, RecordAct
from goldseam.core.desk.fields import LinesField, PoundsField
from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.paths import paths_of
from goldseam.core.desk.policy import DeskPolicy
from goldseam.foundation.money import pounds
from goldseam.subjects.membership.actions import amend_plan, enter_plan
from goldseam.subjects.membership.models import Plan

PLAN_POLICY = DeskPolicy(Plan, dict.fromkeys(("view", "add", "change"), ("office",)), is_for_readers=False)


class PlanForm(forms.ModelForm):
    price_pence = PoundsField(label=gettext_lazy("Price in pounds for one term"), may_be_nil=True)
    gives = LinesField(label=gettext_lazy("What you get, one a line"), longest=120, required=False)
    vat_rate = forms.IntegerField(label=gettext_lazy("VAT in percent"), min_value=0, max_value=100)
    months = forms.IntegerField(label=gettext_lazy("Months in a term"), min_value=1, max_value=60)
    position = forms.IntegerField(label=gettext_lazy("Place in the list"), min_value=0, max_value=999)

    class Meta:
        model = Plan
        fields = (
            "name",
            "slug",
            "for_whom",
            "gives",
            "how_to_stop",
            "price_pence",
            "months",
            "vat_treatment",
            "vat_rate",
            "needs_address",
            "opens_library",
            "keeps_cpd",
            "is_open",
            "position",
        )
        labels = {"slug": gettext_lazy("Address, after /join/")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Orders name their plan by it.
            del self.fields["slug"]

    def clean(self) -> dict[str, Any] | None:
        told = super().clean() or {}
        if told.get("vat_treatment") == Plan.Vat.EXEMPT and told.get("vat_rate"):
            self.add_error("vat_rate", _("What is exempt has a rate of 0."))
        return told


class PlanList(DeskList):
    policy = PLAN_POLICY
    page_title = gettext_lazy("Plans")
    header_icon = "tag"
    index_url_name = "plans:list"
    file_url_name = "plans:change"
    template_name = "membership/office/plans.html"
    is_searchable = False
    columns = (
        Column(gettext_lazy("Plan"), lambda plan: plan.name),
        Column(gettext_lazy("For whom"), lambda plan: plan.for_whom),
        Column(gettext_lazy("Price"), lambda plan: pounds(plan.price_pence), is_amount=True),
        Column(gettext_lazy("Months"), lambda plan: plan.months, is_amount=True),
        Column(gettext_lazy("Can be joined"), lambda plan: _("Yes") if plan.is_open else _("No")),
    )

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows


class EnterPlan(ActMixin):
    policy = PLAN_POLICY
    permission_required = "add"
    page_title = gettext_lazy("New plan")
    header_icon = "tag"
    form_class = PlanForm

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Plans"), reverse("plans:list"))]

    def success_url(self) -> str:
        return reverse("plans:list")

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"months": 12, "vat_rate": 0, "position": 0}}

    def act(self, form: Any, *, at: datetime) -> str:
        plan = enter_plan(details=form.cleaned_data, at=at, by=self.viewer)
        return _("The plan %(plan)s is entered.") % {"plan": plan}


class ChangePlan(RecordAct):
    policy = PLAN_POLICY
    permission_required = "change"
    page_title = gettext_lazy("Change a plan")
    introduction = gettext_lazy("It counts for those who join from now on. Running terms stay as they were bought.")
    header_icon = "tag"
    form_class = PlanForm
    list_url_name = "plans:list"
    file_url_name = "plans:change"

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Plans"), reverse("plans:list"))]

    def get_page_title(self) -> str:
        return str(self.record)

    def success_url(self) -> str:
        return reverse("plans:list")

    def form_kwargs(self) -> dict[str, Any]:
        # The action changes the plan, not the form.
        return {"instance": copy(self.record)}

    def act(self, form: Any, *, at: datetime) -> str:
        amend_plan(plan=self.record, details=form.cleaned_data, at=at, by=self.viewer)
        return _("The plan %(plan)s is changed.") % {"plan": self.record}


app_name = "plans"
urlpatterns: list[URLPattern] = [
    *paths_of(PlanList),
    path("new/", PLAN_POLICY.rule("add")(EnterPlan.as_view()), name="enter"),
    path("<int:pk>/", PLAN_POLICY.rule("change")(ChangePlan.as_view()), name="change"),
]
