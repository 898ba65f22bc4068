"""Those who ask for a bursary, in the order in which they asked, and the places that the pool holds."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from goldseam.core.desk.acts import RecordAct, Refused
from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.needs import SHOWN, Need, Needs
from goldseam.core.desk.pages import DeskRecord
from goldseam.foundation import clock
from goldseam.subjects.gifts import pool
from goldseam.subjects.gifts.models import Application
from goldseam.subjects.gifts.office.policy import BURSARY_POLICY

# What we say to whoever asks.
ANSWERED_WITHIN = timedelta(days=14)
WAITING, GIVEN, DECLINED = "waiting", "given", "declined"
WORDS = {
    WAITING: gettext_lazy("Waits for an answer"),
    GIVEN: gettext_lazy("Given"),
    DECLINED: gettext_lazy("Declined"),
}


def _stands(application: Application) -> str:
    if application.decided_at is None:
        return str(WORDS[WAITING])
    return str(WORDS[GIVEN] if application.delivery_id else WORDS[DECLINED])


class BursaryFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Stands"), choices=list(WORDS.items()), method="standing", empty_label=gettext_lazy("Any")
    )

    class Meta:
        model = Application
        fields: Sequence[str] = ()

    def standing(self, rows: QuerySet[Application], name: str, state: str) -> QuerySet[Application]:
        if state == WAITING:
            return rows.filter(decided_at=None)
        return rows.filter(decided_at__isnull=False, delivery__isnull=state == DECLINED)


class BursaryList(DeskList):
    policy = BURSARY_POLICY
    page_title = gettext_lazy("Bursaries")
    header_icon = "group"
    index_url_name = "bursaries:list"
    index_results_url_name = "bursaries:results"
    file_url_name = "bursaries:file"
    filterset_class = BursaryFilters
    template_name = "gifts/office/list.html"
    default_ordering = ("-decided_at", "asked_at", "pk")
    columns = (
        Column(gettext_lazy("Who"), lambda one: one.full_name or _("erased")),
        Column(gettext_lazy("Plan"), lambda one: one.plan.name),
        Column(gettext_lazy("Asked"), lambda one: date_format(clock.local(one.asked_at)), raw=lambda one: one.asked_at),
        Column(gettext_lazy("Stands"), _stands),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("plan")

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows.filter(Q(family_name__icontains=text) | Q(email__icontains=text))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"held": pool.held()}


class BursaryFile(DeskRecord):
    policy = BURSARY_POLICY
    template_name = "gifts/office/application.html"
    header_icon = "group"
    list_url_name = "bursaries:list"
    file_url_name = "bursaries:file"

    def rows(self) -> QuerySet[Any]:
        return super().rows().select_related("plan", "decided_by", "delivery__gift", "delivery__letter")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        places = sum(one.places for one in pool.held() if one.plan.pk == self.record.plan_id)
        return super().get_context_data(**kwargs) | {"places": places, "stands": _stands(self.record)}


class _Decide(RecordAct):
    policy = BURSARY_POLICY
    permission_required = "change"
    header_icon = "group"
    list_url_name = "bursaries:list"
    file_url_name = "bursaries:file"

    def decide(self, form: Any, at: datetime) -> str:
        raise NotImplementedError

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            return self.decide(form, at)
        except pool.DecidedAlready as error:
            raise Refused(_("Somebody has decided about this application a moment ago.")) from error
        except pool.PoolEmpty as error:
            raise Refused(_("The pool holds no place of this plan just now. Nothing was changed.")) from error


class Give(_Decide):
    page_title = gettext_lazy("Give a place")
    submit_label = gettext_lazy("Give it")
    introduction = gettext_lazy(
        "The place that has waited longest goes to them: a letter with a link by which it is taken up, in the daytime."
    )

    def decide(self, form: Any, at: datetime) -> str:
        pool.give_place(application=self.record, by=self.viewer, at=at)
        return _("%(name)s has a place.") % {"name": self.record.full_name}


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label=gettext_lazy("Why, as you would say it to them"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It stands in the letter as you write it."),
    )


class Decline(_Decide):
    page_title = gettext_lazy("Say no")
    submit_label = gettext_lazy("Send the letter")
    form_class = ReplyForm

    def decide(self, form: Any, at: datetime) -> str:
        pool.decline(application=self.record, reply=form.cleaned_data["reply"], by=self.viewer, at=at)
        return _("%(name)s is told.") % {"name": self.record.full_name}


def applications_to_read(*, at: datetime) -> Needs:
    """Those who asked and have no answer yet, the oldest first."""
    waiting = Application.objects.filter(decided_at=None)
    needs = [
        Need(
            what=one.full_name,
            why=_("asks for a bursary: %(plan)s") % {"plan": one.plan.name},
            url=reverse("bursaries:file", args=[one.pk]),
            since=one.asked_at,
        )
        for one in waiting.select_related("plan").order_by("asked_at", "pk")[:SHOWN]
    ]
    is_late = waiting.filter(asked_at__lte=at - ANSWERED_WITHIN).exists()
    return Needs(
        gettext_lazy("Bursaries to decide"), waiting.count(), needs, reverse("bursaries:list"), is_broken=is_late
    )
