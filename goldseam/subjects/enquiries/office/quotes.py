"""Quotes, as they are made at the desk."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import Refused
from goldseam.core.desk.fields import PoundsField
from goldseam.foundation import clock
from goldseam.foundation.documents import render
from goldseam.foundation.money import exact
from goldseam.subjects.enquiries.actions import IsClosed
from goldseam.subjects.enquiries.models import OPEN, Enquiry
from goldseam.subjects.enquiries.office.acts import EnquiryAct
from goldseam.subjects.enquiries.office.policy import ENQUIRY_POLICY
from goldseam.subjects.enquiries.quoting import VALID_FOR, NoSuchTeam, list_price, make_quote, withdraw_quote
from goldseam.subjects.membership.forms import one_line
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.teams.models import Tier
from goldseam.subjects.teams.prices import MOST, offer


class QuoteForm(forms.Form):
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"),
        max_length=120,
        validators=[one_line],
        help_text=gettext_lazy("As it stands on the quote, and later on the invoice."),
    )
    plan = forms.ModelChoiceField(
        label=gettext_lazy("Plan"), queryset=Plan.objects.none(), to_field_name="slug", empty_label=None
    )
    seats = forms.IntegerField(label=gettext_lazy("For how many people"), min_value=1, max_value=MOST)
    unit_pence = PoundsField(
        label=gettext_lazy("Another price for each person, in pounds"),
        required=False,
        help_text=gettext_lazy("Leave it empty for what it costs everybody."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why another price"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For us and for the auditor. They do not read it."),
    )
    valid_until = forms.DateField(
        label=gettext_lazy("Valid until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, may_discount: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Tier.objects.standing().filter(plan__is_open=True).values("plan")
        self.fields["plan"].queryset = Plan.objects.filter(pk__in=offered)  # type: ignore[attr-defined]
        if not may_discount:
            del self.fields["unit_pence"], self.fields["reason"]

    def clean_valid_until(self) -> date:
        day: date = self.cleaned_data["valid_until"]
        if day < clock.local_date(clock.now()):
            raise forms.ValidationError(_("Please choose a day to come."))
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        plan, seats = told.get("plan"), told.get("seats")
        found = offer(plan.slug) if plan else None
        if found and seats:
            if seats < found.fewest:
                self.add_error(
                    "seats", _("A team of this plan begins with %(fewest)s people.") % {"fewest": found.fewest}
                )
            elif told.get("unit_pence") and not told.get("reason"):
                self.add_error("reason", _("Please say why they pay another price than everybody."))
        return told


class MakeQuote(EnquiryAct):
    page_title = gettext_lazy("Make a quote")
    introduction = gettext_lazy("It goes to them in a letter with the PDF, and they accept it online.")
    submit_label = gettext_lazy("Send the quote")
    form_class = QuoteForm
    is_confirmed_first = True

    def form_kwargs(self) -> dict[str, Any]:
        enquiry: Enquiry = self.record
        initial = {
            "organisation": enquiry.organisation,
            "seats": enquiry.seats,
            "valid_until": clock.local_date(clock.now()) + VALID_FOR,
        }
        return {"may_discount": self.policy.user_has_permission(self.viewer, "discount"), "initial": initial}

    def what_will_happen(self, form: Any) -> list[str]:
        told, found = form.cleaned_data, offer(form.cleaned_data["plan"].slug)
        if found is None:
            raise Refused(_("Teams of this plan cannot be sold just now."))
        listed = list_price(found, told["seats"], on=clock.local_date(clock.now()))
        unit = told.get("unit_pence") or listed
        said = {
            "seats": told["seats"],
            "unit": exact(unit),
            "total": exact(unit * told["seats"]),
            "organisation": told["organisation"],
            "day": date_format(told["valid_until"], "l j F Y"),
            "listed": exact(listed),
            "email": self.record.email,
        }
        sentences = [_("%(organisation)s is offered %(seats)s places at %(unit)s each, %(total)s together.") % said]
        if unit != listed:
            sentences.append(_("Everybody else pays %(listed)s each.") % said)
        sentences.append(_("The price holds until %(day)s.") % said)
        if self.record.quotes.filter(OPEN).exists():
            sentences.append(_("It takes the place of the quote before."))
        sentences.append(
            _("The letter goes to %(email)s.") % said
            if said["email"]
            else _("No letter goes out: there is no address.")
        )
        return sentences

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            quote = make_quote(enquiry=self.record, **form.cleaned_data, by=self.viewer, at=at)
        except NoSuchTeam as error:
            raise Refused(_("Teams of this plan and size cannot be sold just now.")) from error
        except IsClosed as error:
            raise Refused(_("The conversation is closed. Please open it again first.")) from error
        return _("Quote %(number)s is made.") % {"number": quote.number}


class WithdrawQuote(EnquiryAct):
    page_title = gettext_lazy("Take the quote back")
    introduction = gettext_lazy("It cannot be accepted any more, and its page says so. Write to them why.")
    submit_label = gettext_lazy("Take it back")

    def act(self, form: Any, *, at: datetime) -> str:
        quote = get_object_or_404(self.record.quotes, pk=self.kwargs["quote"])
        if not withdraw_quote(quote=quote, by=self.viewer, at=at):
            raise Refused(_("It is not open any more: accepted, replaced, or taken back already."))
        return _("Quote %(number)s is taken back.") % {"number": quote.number}


def paper(request: HttpRequest, pk: int, quote: int) -> HttpResponse:
    """The quote as PDF."""
    found = get_object_or_404(ENQUIRY_POLICY.rows(request.user), pk=pk).quotes.filter(pk=quote).first()
    if found is None:
        raise Http404
    made = render(f"enquiries.quote:{found.pk}")
    response = HttpResponse(made.body, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.filename}"'
    return response
