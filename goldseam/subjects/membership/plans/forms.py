"""The form of a plan. The price is typed in pounds and kept in pence."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.fields import LinesField, PoundsField
from goldseam.foundation import clock
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.membership.plans import years

EVIDENCE_DAYS = 30
GIFT_MONTHS = 24


class PlanForm(forms.ModelForm):
    price_pence = PoundsField(label=gettext_lazy("Price in pounds for one term"), may_be_nil=True)
    gives = LinesField(label=gettext_lazy("What you get, one a line"), longest=120, required=False)
    vat_rate = forms.IntegerField(label=gettext_lazy("VAT in percent"), min_value=0, max_value=100)
    grace_days = forms.IntegerField(
        label=gettext_lazy("Days of grace after the end"),
        min_value=0,
        max_value=90,
        help_text=gettext_lazy("So long everything stays open to somebody who has not renewed yet."),
    )
    evidence_from = forms.DateField(
        label=gettext_lazy("Asks for evidence of studies of whoever joins from this day on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Leave it empty for a plan that is open to everybody."),
    )
    evidence_days = forms.IntegerField(
        label=gettext_lazy("Days after joining in which to show it"), required=False, min_value=7, max_value=120
    )
    evidence_domains = LinesField(
        label=gettext_lazy("Addresses that show it, by their ending, one a line"),
        longest=80,
        required=False,
        help_text=gettext_lazy("Such as .ac.uk. With none, everybody hands in a paper that the office reads."),
    )
    months = forms.IntegerField(label=gettext_lazy("Months in a term"), min_value=1, max_value=60)
    pause_months = forms.IntegerField(
        label=gettext_lazy("Months a term may be paused"),
        min_value=0,
        max_value=24,
        help_text=gettext_lazy("As for parental leave. With 0 it cannot be paused."),
    )
    seat_changes = forms.IntegerField(
        label=gettext_lazy("Times each place of a team may change hands in a term"),
        min_value=0,
        max_value=20,
        required=False,
        help_text=gettext_lazy("With 1, a team of ten may have twenty people in a term. Empty means 1."),
    )
    year_month = forms.TypedChoiceField(
        label=gettext_lazy("Month in which its year begins"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", gettext_lazy("No fixed year: a term runs from the day somebody joins")), *MONTHS.items()],
        help_text=gettext_lazy("With a fixed year every membership of this plan ends on the same day."),
    )
    year_day = forms.IntegerField(label=gettext_lazy("Day of that month"), required=False, min_value=1, max_value=31)
    is_prorated = forms.BooleanField(
        label=gettext_lazy("Whoever begins part-way pays less"),
        required=False,
        help_text=gettext_lazy(
            "Only with a fixed year: a twelfth of the price for each whole month left of it, and for one month at "
            "least. Without it everybody pays the whole price, and such a plan cannot be paused."
        ),
    )
    is_payable_monthly = forms.BooleanField(
        label=gettext_lazy("Can be paid in 12 monthly instalments"),
        required=False,
        help_text=gettext_lazy(
            "Who likes pays a twelfth each month by a kept card, without interest: together exactly the price of the "
            "year, and the odd pennies stand in the first. Each payment gives a month; it can be stopped at any time."
        ),
    )
    is_giftable = forms.BooleanField(
        label=gettext_lazy("Can be given as a gift"),
        required=False,
        help_text=gettext_lazy("Somebody pays for a term, and somebody else takes it up. Not with a fixed year."),
    )
    gift_months = forms.IntegerField(
        label=gettext_lazy("Months in which a gift is good"),
        min_value=1,
        max_value=120,
        required=False,
        help_text=gettext_lazy("From the day it is delivered; it is said before somebody buys one. Empty means 24."),
    )
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
            "year_month",
            "year_day",
            "is_prorated",
            "is_payable_monthly",
            "is_giftable",
            "gift_months",
            "grace_days",
            "pause_months",
            "seat_changes",
            "vat_treatment",
            "vat_rate",
            "needs_address",
            "opens_library",
            "keeps_cpd",
            "is_open",
            "evidence_from",
            "evidence_days",
            "evidence_domains",
            "afterwards",
            "position",
        )
        labels = {
            "slug": gettext_lazy("Address, after /join/"),
            "afterwards": gettext_lazy("Plan that is proposed when the studies have ended"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Orders name their plan by it.
            del self.fields["slug"]
            # A price has a day from which it holds: a screen of its own asks for both.
            del self.fields["price_pence"]
        following: Any = self.fields["afterwards"]
        following.queryset = Plan.objects.filter(evidence_from=None).exclude(pk=self.instance.pk)

    def clean_evidence_from(self) -> date | None:
        told: date | None = self.cleaned_data["evidence_from"]
        if told and told != self.instance.evidence_from and told < clock.local_date(clock.now()):
            raise forms.ValidationError(_("This day is over: nobody is asked for what was not said when they joined."))
        return told

    def clean_evidence_days(self) -> int:
        return self.cleaned_data["evidence_days"] or EVIDENCE_DAYS

    def clean_seat_changes(self) -> int:
        told: int | None = self.cleaned_data["seat_changes"]
        return 1 if told is None else told

    def clean_gift_months(self) -> int:
        return self.cleaned_data["gift_months"] or GIFT_MONTHS

    def clean(self) -> dict[str, Any] | None:
        told = super().clean() or {}
        if told.get("vat_treatment") == Plan.Vat.EXEMPT and told.get("vat_rate"):
            self.add_error("vat_rate", _("What is exempt has a rate of 0."))
        self._clean_year(told)
        is_other = told.get("months") != years.MONTHS or told.get("year_month") or told.get("evidence_from")
        if told.get("is_payable_monthly") and is_other:
            words = _("This is for plans with a term of 12 months, no fixed year and no evidence of studies.")
            self.add_error("is_payable_monthly", words)
        if told.get("is_giftable") and (told.get("year_month") or self._is_free(told)):
            self.add_error("is_giftable", _("A gift is a whole term that has a price: this is not for a fixed year."))
        if told.get("evidence_from") and not told.get("afterwards") and "afterwards" not in self.errors:
            self.add_error("afterwards", _("Please choose the plan that follows when there is no evidence any more."))
        return told

    def _is_free(self, told: dict[str, Any]) -> bool:
        return told.get("price_pence", self.instance.price_pence) == 0

    def _clean_year(self, told: dict[str, Any]) -> None:
        """What belongs to a fixed year, or does not, is said beside its field."""
        month, day = told.get("year_month"), told.get("year_day")
        if not month:
            if day and "year_day" not in self.errors:
                self.add_error("year_month", _("Please choose the month, or leave the day empty."))
            if told.get("is_prorated"):
                self.add_error("is_prorated", _("This needs a fixed year: please choose the month and day."))
            return
        if "year_day" not in self.errors and not (day and years.is_a_day(month, day)):
            self.add_error("year_day", _("Please write a day that this month has."))
        if told.get("months") != years.MONTHS and "months" not in self.errors:
            self.add_error("months", _("A fixed year has 12 months."))
        if not told.get("is_prorated") and told.get("pause_months"):
            self.add_error(
                "pause_months",
                _("Please write 0: a pause gives days back only where whoever begins part-way pays less."),
            )
