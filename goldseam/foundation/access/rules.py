"""Who may reach a page. Every view carries exactly one rule; the gate refuses a view that carries none."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Rate:
    """At most `count` requests in `seconds`, for each client address or for each value of the form field `per`."""

    count: int
    seconds: int
    per: str = "address"

    @classmethod
    def parse(cls, text: str, per: str = "address") -> "Rate":
        """`10/5m` → ten in five minutes. Raises ValueError for anything else."""
        match = re.fullmatch(r"(\d+)/(\d*)([smhd])", text)
        if not match:
            raise ValueError(f"{text!r} is not a rate such as 10/5m.")
        unit = {"s": 1, "m": 60, "h": 3600, "d": 86400}[match[3]]
        return cls(int(match[1]), int(match[2] or 1) * unit, per)


@dataclass(frozen=True)
class Rule:
    """Who may reach a page: `who` is one of anyone, bearer, machine, signed_in, staff or nobody.

    Staff who only read may send nothing to it, unless what is sent `is_own_business`: how their own desk looks.
    A page that `asks_again` opens only to somebody who has shown who they are within the last minutes. It, and one that
    `is_for_oneself`, stays shut to staff who see the site as a member does. Rates count what is sent, and where
    `counts_looking` what is only looked at as well.
    """

    who: str
    roles: frozenset[str] = field(default_factory=frozenset)
    rates: tuple[Rate, ...] = ()
    is_own_business: bool = False
    asks_again: bool = False
    is_for_oneself: bool = False
    counts_looking: bool = False

    def __call__(self, view: View) -> View:
        view.access = self  # type: ignore[attr-defined]
        return view

    def lets_in(self, request: HttpRequest) -> bool:
        """Whether this visitor may come in; the second factor and the rates are the gate's business."""
        if self.who in ("anyone", "bearer", "machine"):
            return True
        user: Any = request.user
        if self.who == "nobody" or not user.is_authenticated or not user.is_proved:
            return False
        if self.who == "signed_in":
            return True
        if request.method in ("GET", "HEAD", "OPTIONS") or self.is_own_business:
            return bool(user.has_role(*self.roles) if self.roles else user.is_staff)
        return bool(user.may_act_as(*self.roles))

    def asking_again(self) -> "Rule":
        """The same rule for a page whose misuse would harm: whoever finds an open browser gets no further."""
        return replace(self, asks_again=True, is_for_oneself=True)

    def for_oneself(self) -> "Rule":
        """The same rule for a page that shows how somebody signs in: nobody else looks at it, with whatever leave."""
        return replace(self, is_for_oneself=True)

    def limited(self, rate: str, per: str) -> "Rule":
        """The same rule with one limit more, for each value of a form field: wherever it is sent from."""
        return replace(self, rates=(*self.rates, Rate.parse(rate, per)))

    def counting_looks(self) -> "Rule":
        """The same rule for pages that nobody is to collect one after the other: whoever only looks is counted too."""
        return replace(self, counts_looking=True)

    def describe(self) -> str:
        """The rule in words, for the generated table of roles."""
        return f"staff: {', '.join(sorted(self.roles))}" if self.roles else self.who.replace("_", " ")


def _rates(rate: str, per: str) -> tuple[Rate, ...]:
    return (Rate.parse(rate, per),) if rate else ()


def anyone(rate: str = "", per: str = "address") -> Rule:
    """Open to the public."""
    return Rule("anyone", rates=_rates(rate, per))


def bearer(rate: str = "60/m") -> Rule:
    """Whoever holds the secret or signed token in the address; the view checks it and answers 404 otherwise."""
    return Rule("bearer", rates=_rates(rate, "address"))


def machine() -> Rule:
    """A provider's notice, checked by its signature in the view."""
    return Rule("machine")


def signed_in(rate: str = "") -> Rule:
    """A person who is signed in and whose address is proved."""
    return Rule("signed_in", rates=_rates(rate, "address"))


def staff(*roles: str, is_own_business: bool = False) -> Rule:
    """Staff who hold one of `roles` (any role when none is named) and passed their second factor."""
    return Rule("staff", frozenset(roles), is_own_business=is_own_business)


def nobody() -> Rule:
    """A door that came with a library and that we keep shut."""
    return Rule("nobody")
