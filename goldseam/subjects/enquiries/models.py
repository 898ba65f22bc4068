import secrets
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from goldseam.core.mail.models import Message
from goldseam.core.people.models import Hub
from goldseam.foundation.clock import local_date, midnight_before
from goldseam.foundation.money import vat_in
from goldseam.subjects.membership.models import Plan

# Data Protection Act 2018, section 164A: whoever complains is told within thirty days that it reached us.
ACKNOWLEDGED_WITHIN = timedelta(days=30)
# A letter that did not reach anybody told them nothing.
NOT_REACHED = (Message.State.HELD, Message.State.FAILED, Message.State.BOUNCED)


def new_token() -> str:
    """The secret part of an address: 128 bits."""
    return secrets.token_urlsafe(16)


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def open(self) -> "EnquiryQuerySet":
        return self.filter(closed_at=None)

    def waiting(self) -> "EnquiryQuerySet":
        """Those to whom we owe an answer."""
        return self.filter(promised_on__isnull=False)

    def unacknowledged(self) -> "EnquiryQuerySet":
        """Open complaints of which nothing from us has told that they reached us."""
        told = Entry.objects.from_us().filter(enquiry=OuterRef("pk"))
        return self.open().filter(~Exists(told), topic=Enquiry.Topic.COMPLAINT)

    def overdue(self, *, on: date) -> "EnquiryQuerySet":
        """Those whose promised day has gone by on that day, and complaints that nobody acknowledged in time."""
        silent = self.unacknowledged().filter(received_at__lt=midnight_before(on - ACKNOWLEDGED_WITHIN)).values("pk")
        return self.filter(Q(promised_on__lt=on) | Q(pk__in=silent))


class Enquiry(models.Model):
    """A conversation that somebody began with us: who, about what, and by when we said we would answer.

    Who asks is kept as typed; `person` is set where somebody was signed in. `promised_on` stands only while we owe an
    answer: of a complaint until it is closed with its outcome. `key`: the form it came by, so that sent twice is one.
    """

    class Topic(models.TextChoices):
        MEMBERSHIP = "membership", _("Membership, packages and discounts")
        OTHER = "other", _("Something else")
        COMPLAINT = "complaint", _("A complaint")

    class Outcome(models.TextChoices):
        ANSWERED = "answered", _("Answered")
        JOINED = "joined", _("They joined")
        NOTHING = "nothing", _("Nothing came of it")
        UPHELD = "upheld", _("The complaint was right")
        PARTLY = "partly", _("The complaint was right in part")
        NOT_UPHELD = "not_upheld", _("The complaint was not right")

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    key = models.CharField(max_length=40, null=True, unique=True)
    topic = models.CharField(max_length=12, choices=Topic.choices)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    organisation = models.CharField(max_length=120, blank=True)
    seats = models.PositiveIntegerField(null=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="enquiries")
    hub = models.ForeignKey(Hub, null=True, on_delete=models.PROTECT, related_name="enquiries")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    promised_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-pk")
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="enquiry_newest"),
            models.Index(fields=["promised_on"], name="enquiry_waiting", condition=Q(promised_on__isnull=False)),
            models.Index(fields=["received_at"], name="complaint_open", condition=Q(topic="complaint", closed_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="")
                | (Q(closed_at__isnull=False, promised_on=None) & ~Q(outcome="")),
                name="an_enquiry_is_closed_with_an_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference}, {self.name}"

    @property
    def reference(self) -> str:
        return f"E{self.pk:05d}"

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or str(_("(name erased)"))

    @property
    def promised_words(self) -> str:
        """ "Wednesday 2 December"; '' while we owe no answer."""
        return date_format(self.promised_on, "l j F") if self.promised_on else ""

    @property
    def path(self) -> str:
        """Where whoever wrote reads the conversation and goes on with it."""
        return f"/contact/{self.token}/"

    @property
    def is_complaint(self) -> bool:
        return self.topic == self.Topic.COMPLAINT

    @property
    def acknowledge_by(self) -> date:
        """The last day on which a complaint may be acknowledged."""
        return local_date(self.received_at) + ACKNOWLEDGED_WITHIN


class EntryQuerySet(models.QuerySet["Entry"]):
    def shown(self) -> "EntryQuerySet":
        """What both sides may read."""
        return self.exclude(kind=Entry.Kind.NOTE)

    def from_us(self) -> "EntryQuerySet":
        """What we said, unless the letter that said it reached nobody."""
        lost = Q(letter__isnull=False, letter__state__in=NOT_REACHED)
        return self.filter(kind__in=(Entry.Kind.OURS, Entry.Kind.RECEIVED, Entry.Kind.MOVED)).exclude(lost)


class Entry(models.Model):
    """One thing that was said in a conversation, and how it came or went. Never changed.

    `author` is who of us wrote or recorded it. `mail_id` is the number of a letter that came by mail: once is enough.
    """

    class Kind(models.TextChoices):
        THEIRS = "theirs", _("From them")
        OURS = "ours", _("From us")
        RECEIVED = "received", _("Told that it reached us")
        MOVED = "moved", _("Promised another day")
        NOTE = "note", _("Note, for the office only")

    class Way(models.TextChoices):
        PAGE = "page", _("On the website")
        MAIL = "mail", _("By e-mail")
        POST = "post", _("By post")
        TELEPHONE = "telephone", _("By telephone")
        IN_PERSON = "in_person", _("In person")

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    way = models.CharField(max_length=10, choices=Way.choices)
    text = models.TextField(blank=True)
    said_at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="+")
    mail_id = models.CharField(max_length=255, null=True, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("said_at", "pk")
        verbose_name = _("entry of a conversation")
        verbose_name_plural = _("entries of conversations")

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.kind}"

    @property
    def is_lost(self) -> bool:
        """Whether the letter that said it did not reach anybody."""
        letter: Any = self.letter
        return letter is not None and letter.state in NOT_REACHED


# Quotes that can still be accepted, as far as their day allows.
OPEN = Q(accepted_at=None, withdrawn_at=None, replaced_at=None)


class QuoteQuerySet(models.QuerySet["Quote"]):
    def open(self, *, on: date) -> "QuoteQuerySet":
        """Those that can be accepted on that day."""
        return self.filter(OPEN, valid_until__gte=on)


class Quote(models.Model):
    """A price that we hold for a team until a day: what is offered is frozen, whatever the prices do meanwhile.

    `list_pence` is what each seat cost everybody when it was made; where `unit_pence` is another, `reason` says why.
    Of one enquiry one quote stands at a time: a newer one replaces it. Changes only under the lock of its enquiry.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="quotes")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="quotes")
    organisation = models.CharField(max_length=120)
    seats = models.PositiveIntegerField()
    description = models.CharField(max_length=200)
    unit_pence = models.PositiveIntegerField()
    list_pence = models.PositiveIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    vat_treatment = models.CharField(max_length=20)
    vat_rate = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    valid_until = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    order = models.OneToOneField("sales.Order", null=True, on_delete=models.PROTECT, related_name="quote")

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        indexes = [models.Index(fields=["valid_until"], name="quote_open", condition=OPEN)]
        constraints = [
            models.UniqueConstraint(fields=["enquiry"], condition=OPEN, name="one_open_quote_per_enquiry"),
            models.CheckConstraint(condition=Q(seats__gt=0, unit_pence__gt=0), name="a_quote_is_for_something"),
            models.CheckConstraint(
                condition=Q(accepted_at=None, order=None)
                | Q(accepted_at__isnull=False, order__isnull=False, withdrawn_at=None, replaced_at=None),
                name="an_accepted_quote_has_its_order",
            ),
            models.CheckConstraint(
                condition=Q(unit_pence=F("list_pence")) | ~Q(reason=""), name="another_price_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"Q{self.pk:05d}"

    @property
    def path(self) -> str:
        """Where it is read and accepted."""
        return f"/quote/{self.token}/"

    @property
    def total_pence(self) -> int:
        return self.unit_pence * self.seats

    @property
    def vat_pence(self) -> int:
        return vat_in(self.total_pence, self.vat_rate)

    def state(self, *, on: date) -> str:
        """open, accepted, withdrawn, replaced or expired."""
        if self.accepted_at:
            return "accepted"
        if self.withdrawn_at:
            return "withdrawn"
        if self.replaced_at:
            return "replaced"
        return "open" if self.valid_until >= on else "expired"
