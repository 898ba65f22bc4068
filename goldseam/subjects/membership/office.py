"""The plans, as the office keeps them. The price is typed in pounds and kept in pence."""

from collections.abc import Sequence
from copy import copy
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.core.desk.acts import ActMixin, RecordAct, Refused
from goldseam.core.desk.fields import PoundsField
from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.paths import paths_of
from goldseam.core.desk.policy import DeskPolicy
from goldseam.foundation import clock
from goldseam.foundation.money import pounds
from goldseam.subjects.membership.actions import amend_plan, enter_plan
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.membership.plans.forms import EVIDENCE_DAYS, PlanForm
from goldseam.subjects.membership.plans.shortened import shortened
from goldseam.subjects.membership.prices import InThePast, NoChange, affected, set_price

PLAN_POLICY = DeskPolicy(Plan, dict.fromkeys(("view", "add", "change"), ("office",)), is_for_readers=False)


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
        Column(gettext_lazy("Price"), lambda plan: pounds(plan.now_pence), is_amount=True),
        Column(gettext_lazy("Months"), lambda plan: plan.months, is_amount=True),
        Column(gettext_lazy("Can be joined"), lambda plan: _("Yes") if plan.is_open else _("No")),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        rows: Any = super().get_base_queryset()
        return rows.priced(on=clock.local_date(clock.now()))

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
        return {
            "initial": {
                "months": 12,
                "grace_days": 30,
                "pause_months": 12,
                "vat_rate": 0,
                "position": 0,
                "evidence_days": EVIDENCE_DAYS,
            }
        }

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
    template_name = "membership/office/plan.html"
    list_url_name = "plans:list"
    file_url_name = "plans:change"

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Plans"), reverse("plans:list"))]

    def get_page_title(self) -> str:
        return str(self.record)

    def success_url(self) -> str:
        return reverse("plans:list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = clock.local_date(clock.now())
        year_ends_on = self.record.fixed_year and self.record.fixed_year.last_on(today)
        met = {"year_ends_on": year_ends_on, "shortened": shortened(self.record, on=today)}
        return super().get_context_data(**kwargs) | met

    def form_kwargs(self) -> dict[str, Any]:
        # The action changes the plan, not the form.
        return {"instance": copy(self.record)}

    def act(self, form: Any, *, at: datetime) -> str:
        amend_plan(plan=self.record, details=form.cleaned_data, at=at, by=self.viewer)
        return _("The plan %(plan)s is changed.") % {"plan": self.record}


class PriceForm(forms.Form):
    price_pence = PoundsField(label=gettext_lazy("New price in pounds for one term"), may_be_nil=True)
    from_on = forms.DateField(
        label=gettext_lazy("From this day on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_from_on(self) -> date:
        told: date = self.cleaned_data["from_on"]
        if told < self.today:
            raise forms.ValidationError(_("This day is over: a price never changes what was bought."))
        if told.year > self.today.year + 10:
            raise forms.ValidationError(_("Please choose a day within ten years."))
        return told


class ChangePrice(RecordAct):
    policy = PLAN_POLICY
    permission_required = "change"
    page_title = gettext_lazy("Change the price")
    submit_label = gettext_lazy("Set this price")
    header_icon = "tag"
    form_class = PriceForm
    is_confirmed_first = True
    list_url_name = "plans:list"
    file_url_name = "plans:change"
    template_name = "membership/office/price.html"

    @property
    def today(self) -> date:
        return clock.local_date(clock.now())

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Plans"), reverse("plans:list")), (str(self.record), self.success_url())]

    def form_kwargs(self) -> dict[str, Any]:
        return {"today": self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"prices": self.record.prices.select_related("entered_by")}

    def what_will_happen(self, form: Any) -> list[str]:
        price, day = form.cleaned_data["price_pence"], form.cleaned_data["from_on"]
        if self.record.price_on(day) == price:
            raise Refused(self._no_change())
        meets = affected(self.record, from_on=day, on=self.today)
        told = {
            "plan": self.record.name,
            "new": pounds(price),
            "old": pounds(self.record.price_on(day)),
            "day": date_format(day),
            "count": meets.at_new_price,
            "before": meets.before,
        }
        return [
            _("Whoever joins as %(plan)s from %(day)s on pays %(new)s instead of %(old)s.") % told,
            ngettext(
                "%(count)s current member would pay %(new)s for their next term.",
                "%(count)s current members would pay %(new)s for their next term.",
                meets.at_new_price,
            )
            % told,
            ngettext(
                "%(before)s current member has a term that ends before: renewed in time, it costs what it does now.",
                "%(before)s current members have a term that ends before: renewed in time, it costs what it does now.",
                meets.before,
            )
            % told,
            _("Terms that were bought and orders that were placed keep their price."),
        ]

    def _no_change(self) -> str:
        return _("On that day the plan costs this already.")

    def act(self, form: Any, *, at: datetime) -> str:
        told = form.cleaned_data
        try:
            set_price(plan=self.record, price_pence=told["price_pence"], from_on=told["from_on"], at=at, by=self.viewer)
        except (NoChange, InThePast) as error:
            raise Refused(self._no_change()) from error
        words = {"plan": self.record, "price": pounds(told["price_pence"]), "day": date_format(told["from_on"])}
        return _("%(plan)s costs %(price)s from %(day)s on.") % words


app_name = "plans"
urlpatterns: list[URLPattern] = [
    *paths_of(PlanList),
    path("new/", PLAN_POLICY.rule("add")(EnterPlan.as_view()), name="enter"),
    path("<int:pk>/", PLAN_POLICY.rule("change")(ChangePlan.as_view()), name="change"),
    path("<int:pk>/price/", PLAN_POLICY.rule("change")(ChangePrice.as_view()), name="price"),
]
