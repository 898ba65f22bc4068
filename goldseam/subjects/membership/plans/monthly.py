"""A year's price in monthly instalments: no interest, exact to the penny. See docs/adr/0018."""

from dataclasses import dataclass
from typing import Any

from goldseam.core.gateways.ways import gateways

INSTALMENTS = 12


@dataclass(frozen=True)
class Instalment:
    """One of the twelve by which a year is paid; the first carries what does not divide."""

    number: int
    year_pence: int

    @property
    def pence(self) -> int:
        each, rest = divmod(self.year_pence, INSTALMENTS)
        return each + rest if self.number == 1 else each

    @property
    def each_pence(self) -> int:
        """What those after the first come to."""
        return self.year_pence // INSTALMENTS

    @property
    def is_last(self) -> bool:
        return self.number == INSTALMENTS

    @property
    def next(self) -> "Instalment":
        """The one of the same year that comes after it, which is not the last."""
        return Instalment(self.number + 1, self.year_pence)

    @property
    def rest(self) -> "list[Instalment]":
        """Those of the same year that come after it."""
        return [Instalment(number, self.year_pence) for number in range(self.number + 1, INSTALMENTS + 1)]


def first_of(plan: Any, year_pence: int) -> Instalment | None:
    """The first instalment of a year that costs so much, where the plan offers them and some provider keeps cards."""
    is_offered = plan.is_payable_monthly and year_pence and any(way.keeps_cards for way in gateways().values())
    return Instalment(1, year_pence) if is_offered else None


def instalment_of(term: Any) -> Instalment | None:
    """The instalment that paid a term; None for one that was paid another way."""
    return Instalment(term.instalment, term.year_pence) if term.instalment else None


def goes_on_monthly(term: Any, plan: Any) -> bool:
    """Whether what follows a term by itself, as that plan, is an instalment: of the same year, or of a new one."""
    paid = instalment_of(term)
    return bool(paid and ((plan.pk == term.plan_id and not paid.is_last) or plan.is_payable_monthly))


def instalment_after(term: Any, plan: Any, year_pence: int) -> Instalment:
    """The instalment that follows a term (or none), as that plan: the next of its year, or the first of a year that
    costs `year_pence`.
    """
    paid = instalment_of(term) if term else None
    return paid.next if paid and plan.pk == term.plan_id and not paid.is_last else Instalment(1, year_pence)
