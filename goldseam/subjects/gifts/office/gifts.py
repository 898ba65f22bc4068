"""The gifts as the office sees them: how they stand, their history, and what can be done when nobody takes one up."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from goldseam.core.desk.acts import RecordAct, Refused
from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.pages import DeskRecord
from goldseam.foundation import clock
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import subject_key
from goldseam.subjects.gifts import pool
from goldseam.subjects.gifts.actions import Closed, let_be_good
from goldseam.subjects.gifts.models import STATES, Delivery, Gift, State
from goldseam.subjects.gifts.office.policy import GIFT_POLICY

SHOWN = 200
LONGEST = timedelta(days=10 * 366)


def _today() -> date:
    return clock.local_date(clock.now())


def _for(gift: Gift) -> str:
    delivery = gift.delivery
    return delivery.recipient_name if delivery and delivery.recipient_name else _("nobody yet")


def _stands(gift: Gift) -> str:
    return str(STATES[gift.state(_today())])


def _until(gift: Gift) -> str:
    return date_format(gift.good_until) if gift.good_until else ""


class GiftFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Stands"),
        choices=[(state.value, capfirst(words)) for state, words in STATES.items() if state is not State.UNPAID],
        method="standing",
        empty_label=gettext_lazy("Any"),
    )

    class Meta:
        model = Gift
        fields: Sequence[str] = ()

    def standing(self, rows: QuerySet[Gift], name: str, state: str) -> QuerySet[Gift]:
        """The same as `Gift.state`, for all rows at once."""
        now = Delivery.objects.standing().filter(gift=OuterRef("pk"))
        is_taken = Exists(now.filter(term__isnull=False))
        is_over = Q(good_until__lt=_today())
        is_written = Exists(now.exclude(letter=None, recipient_email__gt=""))
        kept = Q(ended_at=None) & ~Q(is_taken)
        found: QuerySet[Gift] = rows.filter(
            {
                State.ENDED: Q(ended_at__isnull=False),
                State.REDEEMED: Q(is_taken, ended_at=None),
                State.OVER: kept & is_over,
                State.POOL: kept & ~is_over & Q(~Exists(now), is_for_pool=True),
                State.RETURNED: kept & ~is_over & Q(~Exists(now), is_for_pool=False),
                State.OPEN: kept & ~is_over & Q(Exists(now), is_written),
                State.WAITING: kept & ~is_over & Q(Exists(now), ~is_written),
            }[State(state)]
        )
        return found


class GiftList(DeskList):
    policy = GIFT_POLICY
    page_title = gettext_lazy("Gifts")
    header_icon = "pick"
    index_url_name = "desk_gifts:list"
    index_results_url_name = "desk_gifts:results"
    file_url_name = "desk_gifts:file"
    people_path = "order_line__order__person"
    filterset_class = GiftFilters
    template_name = "gifts/office/list.html"
    columns = (
        Column(gettext_lazy("For"), _for),
        Column(gettext_lazy("From"), lambda gift: gift.payer_name),
        Column(gettext_lazy("Plan"), lambda gift: gift.plan.name),
        Column(gettext_lazy("Given"), lambda gift: date_format(clock.local(gift.begun_at)), raw=lambda g: g.begun_at),
        Column(gettext_lazy("Stands"), _stands),
        Column(gettext_lazy("Good until"), _until, raw=lambda gift: gift.good_until),
        Column(gettext_lazy("Pool"), lambda gift: _("Yes") if gift.is_for_pool else "", is_shown=False),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        rows: Any = super().get_base_queryset()
        return rows.filter(begun_at__isnull=False).with_giver().with_delivery()

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        order = "order_line__order"
        giver = Q(**{f"{order}__payer_family_name__icontains": text}) | Q(**{f"{order}__payer_email__icontains": text})
        to = Delivery.objects.filter(gift=OuterRef("pk"))
        to = to.filter(Q(recipient_name__icontains=text) | Q(recipient_email__icontains=text))
        return rows.filter(giver | Exists(to))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"held": pool.held()}


class _OfGift(DeskRecord):
    """A gift that was paid for, found by its key."""

    policy = GIFT_POLICY
    header_icon = "pick"
    list_url_name = "desk_gifts:list"
    file_url_name = "desk_gifts:file"

    def rows(self) -> QuerySet[Any]:
        rows: Any = super().rows()
        return rows.filter(begun_at__isnull=False).with_giver()


class GiftFile(_OfGift):
    template_name = "gifts/office/file.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = Fact.objects.filter(subject=subject_key(self.record)).select_related("by", "person")
        deliveries = self.record.deliveries.select_related("letter", "term__membership__person", "made_by")
        state = self.record.state(_today())
        return super().get_context_data(**kwargs) | {
            "state": STATES[state],
            "is_kept": state in (State.WAITING, State.OPEN, State.RETURNED, State.OVER),
            "deliveries": deliveries.order_by("-made_at", "-pk")[:SHOWN],
            "facts": facts.order_by("-at", "-id")[:SHOWN],
        }

    def get_page_title(self) -> str:
        return _("A gift for %(name)s") % {"name": _for(self.record)}


class _Act(RecordAct, _OfGift):
    permission_required = "change"


class LongerForm(forms.Form):
    until = forms.DateField(
        label=gettext_lazy("Good until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_until(self) -> date:
        told: date = self.cleaned_data["until"]
        if not _today() < told <= _today() + LONGEST:
            raise forms.ValidationError(_("Please choose a day that lies ahead, within ten years."))
        return told


class LetBeGood(_Act):
    page_title = gettext_lazy("Let it be good for longer")
    introduction = gettext_lazy("Its code and link then work until that day. The giver sees it on their page.")
    form_class = LongerForm

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            let_be_good(gift=self.record, until=form.cleaned_data["until"], by=self.viewer, at=at)
        except Closed as error:
            raise Refused(_("This gift was taken up or paid back, or it is in the pool.")) from error
        return _("It is good until %(day)s.") % {"day": date_format(form.cleaned_data["until"])}


class TakeBack(_Act):
    page_title = gettext_lazy("Take the place back")
    submit_label = gettext_lazy("Take it back")
    introduction = gettext_lazy(
        "Whoever was given it has not taken it up. Their link then opens nothing, and the pool has the place again."
    )

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            pool.take_back(gift=self.record, by=self.viewer, at=at)
        except Closed as error:
            raise Refused(_("There is nothing to take back: it was taken up, or it is in the pool.")) from error
        return _("The pool has it again.")
