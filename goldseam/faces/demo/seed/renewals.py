"""How terms came to their ends in the last three months: the run of the mornings, kept cards, and what broke."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import connection
from django.db.models import F

from goldseam.core.gateways.demo import cards
from goldseam.core.gateways.demo.bank import decide
from goldseam.core.gateways.demo.models import BankCard, BankSession
from goldseam.core.gateways.protocol import SavedMethod
from goldseam.core.mail.models import Message
from goldseam.core.repairs.engine import look
from goldseam.core.sales.actions.charging import send_charges
from goldseam.core.sales.actions.mandates import keep_card
from goldseam.core.sales.actions.paying import start_payment
from goldseam.core.sales.models import Payment
from goldseam.faces.demo.accounts import ACCOUNTS
from goldseam.faces.demo.seed import bank
from goldseam.faces.demo.seed.lives import DAY, Life
from goldseam.faces.demo.seed.stage import Stage
from goldseam.foundation.calendar import months_later
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.renewals.ordering import order_next
from goldseam.subjects.membership.renewals.run import run_renewals

# Each morning of the last days is told; before that every fifth, as if the worker had rested in between.
SINCE, LATELY, STRIDE, EARLY = 95, 12, 5, time(8)
# What can break before anybody has to show that they study, which is told last; nothing is at fault in the demo.
KINDS = ["renewal_declined", "renewal_refused", "card_expiring", "renewal_unanswered", "membership_lapsed"]
AGREES = 0.4
GOOD, ENDS_SOON = "4242", "0341"
PLAN = "qualified-professional"


@dataclass(frozen=True)
class Ending:
    """One story: how many days ago the term ended, what the kept card does if there is one, and when it was mended."""

    ended: int
    card: str = ""
    then: str = "pay"
    times: int = 0
    mended: int | None = None


ENDINGS = [
    Ending(4, GOOD, "decline"),
    Ending(22, GOOD, "decline", times=1),
    Ending(9, GOOD, "decline_hard"),
    Ending(25, GOOD, "decline_hard", mended=20),
    Ending(-25, ENDS_SOON),
    Ending(-12, ENDS_SOON, mended=6),
    Ending(7),
    Ending(16, mended=8),
    Ending(40),
    Ending(60, mended=18),
]


class EndsLately(Life):
    """Somebody whose term comes to its end about now."""

    ending: Ending

    def _thinks_of_the_end(self, term: Term) -> None:
        self.terms.append(term)
        if len(self.terms) > 1:
            return
        if self.ending.card:
            # The card was good for a year and two months when the term was paid.
            chosen = cards.samples(on=months_later(self.telling.today, -2))[self.ending.card]
            (card,) = _agree(self.stage, {term.pk: chosen})
            card.then, card.times = self.ending.then, self.ending.times
            card.save(update_fields=["then", "times"])
        if self.ending.mended is not None:
            self.telling.plan(self.telling.days_ago(self.ending.mended), self.renews)

    def renews(self, at: datetime) -> None:
        """By the link in a letter, with a good card; whoever had agreed agrees again."""
        self.stage.catch_up()
        order = order_next(term=self.terms[0], at=at)
        words = order.lines.get().agreement if self.ending.card else ""
        payment = start_payment(order=order, way="demo", return_url="", at=at, agreed_words=words)
        card = cards.samples(on=self.telling.today)[GOOD]
        for notice in decide(reference=payment.reference or "", outcome="pay", card=card):
            bank.deliver(notice, at)
        self.stage.post(at)


def plan_endings(stage: Stage) -> None:
    """Put the stories and the run of the mornings on the agenda."""
    for ending in ENDINGS:
        life = EndsLately(stage, stage.crowd.draw(plan=PLAN))
        life.ending, life.paid_by_card = ending, True
        first = months_later(stage.telling.today - ending.ended * DAY + DAY, -12)
        stage.telling.plan(stage.telling.moment(first, time(11)), life.joins)
    stage.telling.plan(stage.telling.days_ago(SINCE + 1), lambda at: _keep_cards(stage))
    for number in (*range(1, LATELY), *range(LATELY, SINCE + 1, STRIDE)):
        stage.telling.plan(stage.telling.days_ago(number, EARLY), lambda at: _morning(stage, at))


def _morning(stage: Stage, at: datetime) -> None:
    """What the worker does with memberships that end; letters of long ago are filed as those of the story are."""
    stage.catch_up()
    run_renewals(at=at)
    send_charges(at=at)
    bank.deliver_all(at)
    look(at=at, only=KINDS)
    if not stage.is_recent(at):
        written = Message.objects.filter(state=Message.State.WAITING, template__startswith="membership/renewal")
        written.update(state=Message.State.SENT, sent_at=F("due_at"), attempts=1)
    stage.post(at)


def _keep_cards(stage: Stage) -> None:
    """Many of those who paid their running term by card had ticked the box."""
    stage.catch_up()
    accounts = [account.email for account in ACCOUNTS.values()]
    today = stage.telling.today - SINCE * DAY
    terms = Term.objects.current(on=today).filter(order_line__order__payments__gateway="demo")
    terms = terms.filter(membership__person__email_proved_at__isnull=False, order_line__order__mandate=None)
    terms = terms.exclude(membership__person__email__in=accounts).exclude(membership__person__mandates__isnull=False)
    endings = [months_later(stage.telling.today - ending.ended * DAY + DAY, -12) for ending in ENDINGS]
    keys = terms.exclude(starts_on__in=endings).order_by("pk").values_list("pk", flat=True)
    agreed = [key for key in keys if stage.telling.random.random() < AGREES]
    samples = cards.samples(on=stage.telling.today)
    _agree(stage, {key: samples["5100" if key % 4 == 0 else GOOD] for key in agreed})
    # Years were written faster than the database counts; without this it would plan each morning for empty tables.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def agree_at_last(stage: Stage) -> None:
    """Nia, whom a visitor can be, let her card be kept with her last payment."""
    term = Term.objects.filter(membership__person__email=ACCOUNTS["member"].email).latest("starts_on")
    _agree(stage, {term.pk: cards.samples(on=stage.telling.today - timedelta(days=30))[GOOD]})


def _agree(stage: Stage, chosen: Mapping[int, cards.Sample]) -> list[BankCard]:
    """As if the box had been ticked when these terms (keys) were paid, each with its card."""
    terms = Term.objects.filter(pk__in=chosen).select_related("order_line__order__person").order_by("pk")
    lines = [(term.order_line, chosen[term.pk]) for term in terms if term.order_line]
    paid = Payment.objects.filter(order__in=[line.order_id for line, _ in lines], gateway="demo")
    payments = {payment.order_id: payment for payment in paid.filter(confirmed_at__isnull=False).order_by("pk")}
    references = [payment.reference for payment in payments.values()]
    sessions = {session.reference: session for session in BankSession.objects.filter(reference__in=references)}
    kept = []
    for line, sample in lines:
        order, payment, card = line.order, payments[line.order_id], cards.keep_card(sample)
        session = sessions[payment.reference or ""]
        session.keep, session.card, payment.agreed_words = True, card, line.agreement
        saved = SavedMethod(card.reference, card.brand, card.last_four, card.expires_on)
        assert payment.confirmed_at
        keep_card(payment=payment, order=order, saved=saved, at=payment.confirmed_at)
        stage.kept_cards |= {order.person_id} if order.person_id else set()
        kept.append(card)
    BankSession.objects.bulk_update(sessions.values(), ["keep", "card"])
    Payment.objects.bulk_update(payments.values(), ["agreed_words"])
    return kept
