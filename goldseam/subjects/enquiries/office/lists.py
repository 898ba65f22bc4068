"""The conversations, as the office finds them."""

import re
from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from goldseam.core.desk.lists import Column, DeskList
from goldseam.foundation import clock
from goldseam.subjects.enquiries.models import Enquiry, Quote
from goldseam.subjects.enquiries.office.policy import ENQUIRY_POLICY

STATES = {
    "open": _("Open"),
    "waiting": _("Waits for our answer"),
    "overdue": _("Past its promise"),
    "quoted": _("With a quote that is open"),
    "closed": _("Closed"),
}
REFERENCE = re.compile(r"^E0*([1-9][0-9]{0,8})$", re.IGNORECASE | re.ASCII)


class EnquiryFilters(WagtailFilterSet):
    standing = django_filters.ChoiceFilter(
        label=_("Stands"), choices=list(STATES.items()), method="stands", empty_label=_("Any")
    )
    topic = django_filters.ChoiceFilter(label=_("About"), choices=Enquiry.Topic.choices, empty_label=_("Anything"))
    whose = django_filters.ChoiceFilter(
        label=_("Looked after"),
        choices=[("mine", _("By me")), ("nobody", _("By nobody yet"))],
        method="looked_after",
        empty_label=_("By anybody"),
    )

    class Meta:
        model = Enquiry
        fields: Sequence[str] = []

    def stands(self, rows: Any, _name: str, value: str) -> QuerySet[Any]:
        if value == "overdue":
            return rows.overdue(on=clock.local_date(clock.now()))
        if value == "quoted":
            return rows.filter(quoted_until__isnull=False)
        if value == "waiting":
            return rows.waiting()
        return rows.filter(closed_at__isnull=value == "open")

    def looked_after(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(owner=self.request.user if value == "mine" else None)


def standing_of(enquiry: Any) -> str:
    """In words where it stands."""
    if enquiry.closed_at:
        return str(enquiry.get_outcome_display())
    if enquiry.promised_on is None:
        day = date_format(enquiry.quoted_until, "j M Y") if enquiry.quoted_until else ""
        return str(_("Quoted, until %(day)s") % {"day": day} if day else _("Answered"))
    late = enquiry.promised_on < clock.local_date(clock.now())
    words = _("Late: promised by %(day)s") if late else _("To be answered by %(day)s")
    return str(words) % {"day": date_format(enquiry.promised_on, "j M Y")}


def _tag(enquiry: Any) -> str:
    if enquiry.promised_on is None:
        return "never" if enquiry.closed_at else ""
    return "broken" if enquiry.promised_on < clock.local_date(clock.now()) else "current"


class EnquiryList(DeskList):
    policy = ENQUIRY_POLICY
    page_title = _("Enquiries")
    header_icon = "comment"
    index_url_name = "enquiries:list"
    index_results_url_name = "enquiries:results"
    file_url_name = "enquiries:file"
    filterset_class = EnquiryFilters
    template_name = "enquiries/office/list.html"
    people_path = "person"
    # What waits longest for us stands first; what waits for nothing below it, the newest first.
    default_ordering = ("promised_on", "-received_at", "-pk")
    columns = (
        Column(_("Who"), lambda enquiry: enquiry.name),
        Column(_("Organisation"), lambda enquiry: enquiry.organisation),
        Column(_("About"), lambda enquiry: enquiry.get_topic_display()),
        Column(_("Stands"), standing_of, tag=_tag),
        Column(_("Looked after by"), lambda enquiry: enquiry.owner.full_name if enquiry.owner else ""),
        Column(_("Hub"), lambda enquiry: enquiry.hub.name if enquiry.hub else ""),
        Column(
            _("Received"),
            lambda enquiry: date_format(clock.local_date(enquiry.received_at), "j M Y"),
            raw=lambda enquiry: clock.local_date(enquiry.received_at),
        ),
        Column(_("Seats"), lambda enquiry: enquiry.seats or "", is_amount=True, is_shown=False),
        Column(_("Reference"), lambda enquiry: enquiry.reference, is_shown=False),
        Column(_("E-mail"), lambda enquiry: enquiry.email, is_shown=False),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        open_quotes = Quote.objects.open(on=clock.local_date(clock.now())).filter(enquiry=OuterRef("pk"))
        rows = super().get_base_queryset().select_related("owner", "hub")
        return rows.annotate(quoted_until=Subquery(open_quotes.values("valid_until")[:1]))

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        if number := REFERENCE.match(text.strip()):
            return rows.filter(pk=number[1])
        words = Q()
        for word in text.split():
            fields = ("given_name", "family_name", "email", "organisation")
            words &= Q(*((f"{name}__icontains", word) for name in fields), _connector=Q.OR)
        return rows.filter(words)
