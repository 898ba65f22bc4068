"""What comes after the last term of somebody's membership: it renews by itself, it ends, or it has just ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldseam.core.sales.models import Mandate
from goldseam.foundation.money import pounds
from goldseam.subjects.membership.models import Pause, Plan, Renewal, Term
from goldseam.subjects.membership.plans.monthly import Instalment, goes_on_monthly
from goldseam.subjects.membership.renewals.prospects import A_DAY, What, agenda, prospects_of


@dataclass(frozen=True)
class Coming:
    """What comes after `term`, the last one. `pence` is what the next one costs, on `charge_on` if by itself."""

    term: Term
    renewal: Renewal | None
    mandate: Mandate | None
    pence: int
    charge_on: date | None
    is_in_grace: bool
    next_plan: Plan
    instalment: Instalment | None = None

    @classmethod
    def of(cls, terms: Sequence[Term], on: date, pauses: Iterable[Pause]) -> "Coming | None":
        """What comes for whoever has these terms and pauses; None when it ended for good or was cut short."""
        last = terms[-1] if terms else None
        if last is None or last.cut_short_on:
            return None
        prospect = prospects_of([last], pauses=pauses)[0]
        renewal = prospect.renewal
        is_over = last.ends_on < on
        if is_over and (last.grace_ends_on < on or (renewal and renewal.declined_at)):
            return None
        charge = next((deed for deed in agenda(prospect, on=on) if deed.what is What.CHARGE), None)
        return cls(
            term=last,
            renewal=renewal,
            mandate=prospect.mandate,
            pence=charge.pence if charge else prospect.price_on(max(on, last.ends_on)) if not last.is_seat else 0,
            charge_on=charge.day if charge else None,
            is_in_grace=is_over,
            next_plan=prospect.next_plan,
            instalment=prospect.instalment_on(prospect.next_on),
        )

    @property
    def moves_on(self) -> bool:
        """Whether another plan is proposed for the next term than the one that was chosen."""
        return self.next_plan.pk != self.term.wanted_plan.pk

    @property
    def next_on(self) -> date:
        """The first day of the term that would follow."""
        return self.term.ends_on + A_DAY

    @property
    def may_keep_a_card(self) -> bool:
        """Whether a card that is kept now would be charged for the next term."""
        return bool(self.pence) and not (self.moves_on or self.is_in_grace or self.is_declined)

    @property
    def is_declined(self) -> bool:
        return bool(self.renewal and self.renewal.declined_at)

    @property
    def words(self) -> str:
        """What happens at the end, for whoever is a member now."""
        if self.term.is_seat:
            return _("You have it by a place in a team, and whoever looks after the team decides whether it goes on.")
        if self.is_declined:
            return _("It ends on that day, as you asked. Nothing is charged.")
        if self.charge_on and self.mandate:
            told = {"amount": pounds(self.pence), "four": self.mandate.last_four, "day": self._day(self.charge_on)}
            words = _("It renews by itself on %(day)s: %(amount)s from your card ending %(four)s.")
            if self.instalment:
                words = _(
                    "Instalment %(number)s of 12 is charged on %(day)s: %(amount)s from your card ending %(four)s."
                )
                told["number"] = str(self.instalment.number)
            return words % told
        if self.moves_on:
            told = {"plan": self.next_plan.name, "amount": pounds(self.pence)}
            return _("For the next term we propose %(plan)s, %(amount)s; nothing is charged unless you say yes.") % told
        return _("It ends by itself on that day. Nothing is taken without asking you.")

    @property
    def day(self) -> date:
        """The day on which it happens."""
        return self.charge_on or (self.term.grace_ends_on if self.is_in_grace else self.term.ends_on)

    @property
    def next_words(self) -> str:
        if self.is_declined:
            return _("Your membership ends, as you asked.")
        if self.charge_on and self.mandate:
            told = {"amount": pounds(self.pence), "four": self.mandate.last_four}
            words = _("Your membership renews: %(amount)s from your card ending %(four)s.")
            if self.instalment:
                words = _("Instalment %(number)s of 12: %(amount)s from your card ending %(four)s.")
                told["number"] = str(self.instalment.number)
            return words % told
        if self.is_in_grace:
            return _("Until this day all of it stays open to you.")
        if self.term.is_seat:
            return _("Your place in the team ends, if the team does not go on.")
        if self.moves_on:
            told = {"plan": self.next_plan.name, "amount": pounds(self.pence)}
            return _("Your membership ends, if you do nothing. You can go on as %(plan)s for %(amount)s.") % told
        return _("Your membership ends, if you do nothing.")

    @property
    def label(self) -> str:
        if self.term.is_seat:
            return _("Go on by yourself") if self.is_in_grace else ""
        if self.is_declined:
            return _("Stay after all")
        if self.charge_on:
            return _("Stop or change this")
        if not self.pence:
            return ""
        if self.moves_on:
            return _("Go on as %(plan)s, %(price)s") % {"plan": self.next_plan.name, "price": pounds(self.pence)}
        words = _("Renew, %(price)s") if self.is_in_grace else _("Add another year, %(price)s")
        if goes_on_monthly(self.term, self.next_plan):
            words = _("Pay the next month, %(price)s")
        if self.next_plan.fixed_year and not self.is_in_grace:
            words = _("Go on until %(day)s, %(price)s")
        return words % {"price": pounds(self.pence), "day": self._day(self.next_plan.ends_on(self.next_on))}

    @property
    def url(self) -> str:
        if self.term.is_seat:
            return reverse("membership:plans") if self.is_in_grace else ""
        if self.is_declined or self.charge_on:
            return reverse("portal:renewal")
        return reverse("portal:renew_now") if self.pence else ""

    def _day(self, day: date) -> str:
        return date_format(day, "j F Y")
