"""The rehearsal of a month, for the office, the treasurer and whoever audits."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from goldseam.core.desk.pages import DeskPage
from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.roles import MONEY
from goldseam.foundation import clock
from goldseam.foundation.calendar import months_later
from goldseam.subjects.membership.models import Pause, Renewal
from goldseam.subjects.membership.renewals.prospects import A_DAY, What
from goldseam.subjects.membership.renewals.rehearsal import rehearse, totals

RENEWAL_POLICY = DeskPolicy(Renewal, {"view": MONEY})
ON_A_PAGE = 100
MONTHS = 12
WORDS = {
    What.REMIND: _("Reminded; asked for, if they renew"),
    What.ANNOUNCE: _("Told of the charge"),
    What.CHARGE: _("Charged to the card"),
    What.RETRY: _("Charged once more"),
}


class MonthForm(forms.Form):
    month = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [months_later(today.replace(day=1), number) for number in range(MONTHS)]
        field: Any = self.fields["month"]
        field.choices = [(month.isoformat(), date_format(month, "F Y")) for month in months]


class Rehearsal(DeskPage):
    policy = RENEWAL_POLICY
    template_name = "membership/office/renewals.html"
    page_title = _("Renewals")
    header_icon = "date"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = clock.local_date(clock.now())
        form = MonthForm({"month": self.request.GET.get("month") or today.replace(day=1).isoformat()}, today=today)
        month = date.fromisoformat(form.cleaned_data["month"]) if form.is_valid() else today.replace(day=1)
        last = months_later(month, 1) - A_DAY
        planned = rehearse(first=max(month, today), last=last, on=today)
        page = Paginator(planned, ON_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "form": form,
            "month": month,
            "first": max(month, today),
            "last": last,
            "paused": Pause.objects.with_last().filter(Q(begins_on__lte=last, last__gte=max(month, today))).count(),
            "totals": [(WORDS[total.what], total) for total in totals(planned)],
            "page": page,
            "rows": [(one.deed, one.prospect, WORDS[one.deed.what]) for one in page],
        }


app_name = "renewals"
urlpatterns: list[URLPattern] = [path("", RENEWAL_POLICY.rule()(Rehearsal.as_view()), name="rehearsal")]
