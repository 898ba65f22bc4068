"""What can break with a gift: it was paid for, and nobody takes it up."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db.models import Max, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.mail.about_ruptures import letters_about
from goldseam.foundation.clock import local_date, midnight_before
from goldseam.foundation.contracts import Broken, Notice, Step, Urgency, Words, leave_to_the_office, ruptures
from goldseam.subjects.gifts.models import Delivery, Gift, State
from goldseam.subjects.gifts.reminding import ask_reminder

# So long it may lie on the table; and so long before it ends everybody hears of it.
LEFT_ALONE, BEFORE_IT_ENDS = timedelta(days=30), timedelta(days=14)


def _gift(rupture: Any) -> Gift:
    return Gift.objects.with_giver().get(pk=rupture.subject.rpartition(":")[2])


def _page(gift: Gift) -> str:
    return f"/me/gifts/{gift.pk}/"


def _remind(rupture: Any, *, at: datetime) -> None:
    ask_reminder(gift=_gift(rupture).pk, at=at)


def _letter(name: str) -> Any:
    """To the giver; of a place that came from the pool the giver has let go."""

    def act(rupture: Any, *, at: datetime) -> Notice | None:
        gift = _gift(rupture)
        if gift.is_for_pool:
            return None
        name_told = gift.delivery.recipient_name if gift.delivery else ""
        return Notice(f"gifts/{name}", {"gift": gift, "name": name_told, "page_url": _page(gift)})

    return act


def _within(rest: timedelta) -> Any:
    """When it ends so soon, told of many at once."""

    def when(rows: Sequence[Any], *, at: datetime) -> Collection[int]:
        keys = {rupture.subject.rpartition(":")[2]: rupture.pk for rupture in rows}
        ending = Gift.objects.filter(pk__in=keys, good_until__lt=local_date(at) + rest)
        return [keys[str(pk)] for pk in ending.values_list("pk", flat=True)]

    return when


class NotRedeemed:
    """A gift that was delivered a month ago, or ends soon, and that nobody has taken up."""

    label = gettext_lazy("gift not redeemed")
    urgency: ClassVar[Urgency] = Urgency.KEPT
    playbook: ClassVar[Sequence[Step]] = [
        Step("remind whoever it is for", timedelta(0), _remind, writes=False),
        Step("tell the giver", timedelta(days=7), _letter("gift_not_taken_up")),
        Step("remind before it ends", timedelta(0), _remind, when=_within(BEFORE_IT_ENDS), writes=False),
        Step("tell the giver that it ends", timedelta(0), _letter("gift_ends"), when=_within(BEFORE_IT_ENDS)),
        Step("leave it to the office", timedelta(0), leave_to_the_office, when=_within(timedelta(0)), writes=False),
    ]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        yield from _lying(at)
        yield from _given_back(at)

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        gift = _gift(rupture)
        state = gift.state(local_date(at))
        if state is State.REDEEMED:
            return "gift_taken_up"
        if state is State.POOL:
            return "gift_in_pool"
        return "gift_passed_on" if state in (State.OPEN, State.WAITING) else ""

    def words(self, rupture: Any, *, at: datetime) -> Words:
        gift = _gift(rupture)
        name = gift.delivery.recipient_name if gift.delivery else ""
        told = {"name": name, "plan": gift.plan.name}
        office = _("A gift (%(plan)s) is not taken up") % told
        if gift.is_over(local_date(at)) and gift.good_until:
            day = date_format(gift.good_until, "j F Y")
            office = _("A gift (%(plan)s) was not taken up by %(day)s. Ask the giver what is to become of it.")
            office %= told | {"day": day}
        return Words(
            what_happened=(
                _("Your gift for %(name)s, a membership as %(plan)s, has not been taken up.")
                if name
                else _("Your gift of a membership as %(plan)s is nobody’s just now.")
            )
            % told,
            what_we_did=(
                _("We wrote to you. Nothing of it is lost.") if letters_about(rupture) else _("Nothing of it is lost.")
            ),
            what_you_can_do=_("You can have it sent again, pass it on, or give it to the bursary pool."),
            way_on=_page(gift),
            way_on_label=_("See your gift"),
            office=office,
        )


def _lying(at: datetime) -> Iterator[Broken]:
    """Those that somebody was given."""
    today, long_ago = local_date(at), at - LEFT_ALONE
    is_late = Q(deliver_on__lte=local_date(long_ago), made_at__lte=long_ago, gift__begun_at__lte=long_ago)
    ends = Q(gift__good_until__lt=today + BEFORE_IT_ENDS, deliver_on__lte=today)
    lying: Any = Delivery.objects.unredeemed().filter(is_late | ends)
    rows = lying.values_list("gift", "gift__order_line__order__person", "gift__is_for_pool", "deliver_on", "made_at")
    for pk, giver, is_for_pool, deliver_on, made_at in rows:
        since = min(max(made_at, midnight_before(deliver_on)), at)
        # Of a place in the pool its giver has nothing to mend.
        yield Broken(f"gifts.gift:{pk}", None if is_for_pool else giver, since)


def _given_back(at: datetime) -> Iterator[Broken]:
    """Those that were given back, and the giver has not said to whom they go."""
    nobodys: Any = Gift.objects.unclaimed().filter(is_for_pool=False).annotate(since=Max("deliveries__declined_at"))
    late = nobodys.filter(since__lte=at - LEFT_ALONE) | nobodys.filter(
        since__isnull=False, good_until__lt=local_date(at) + BEFORE_IT_ENDS
    )
    for pk, giver, since in late.values_list("pk", "order_line__order__person", "since"):
        yield Broken(f"gifts.gift:{pk}", giver, since)


ruptures.register("gift_not_redeemed", NotRedeemed())
