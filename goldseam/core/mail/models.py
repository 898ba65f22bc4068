from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Upper
from django.utils.translation import gettext_lazy as _

from goldseam.core.people.models import Hub


class Message(models.Model):
    """One letter to one recipient, stored before it is sent; delivery and bounce are written back to the same row."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        BOUNCED = "bounced", _("Came back")
        FAILED = "failed", _("Given up")
        HELD = "held", _("Not sent")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="messages")
    address = models.EmailField()
    template = models.CharField(max_length=80)
    basis = models.CharField(max_length=20)
    purpose = models.CharField(max_length=40, blank=True)
    is_one_of_many = models.BooleanField(default=False)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    documents = ArrayField(models.CharField(max_length=80), default=list)
    about = models.CharField(max_length=80, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    again = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="first")

    class Meta:
        indexes = [
            # Somebody waits for a single letter; one of many can wait for it.
            models.Index(
                fields=["is_one_of_many", "due_at", "id"], name="message_outbox", condition=Q(state="waiting")
            ),
            models.Index(fields=["started_at"], name="message_under_way", condition=Q(state="sending")),
            models.Index(fields=["person", "-written_at"], name="message_of_person"),
            models.Index(Upper("address"), name="message_to_unknown", condition=Q(person=None)),
        ]

    def __str__(self) -> str:
        return self.subject or str(_("(words erased)"))


class Suppression(models.Model):
    """An address that is not written to, since when and why; ended, never deleted."""

    class Reason(models.TextChoices):
        BOUNCE = "bounce", _("Letters come back")
        COMPLAINT = "complaint", _("Marked our letters as unwanted")

    address = models.EmailField()
    reason = models.CharField(max_length=10, choices=Reason.choices)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    message = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="suppressions")
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("address"), "reason", condition=Q(ended_at=None), name="one_running_suppression"
            )
        ]

    def __str__(self) -> str:
        return self.address


class MailServer(models.Model):
    """The server that letters leave by, as the office named it: one row. EMAIL_URL, where it is set, comes before it.

    The password is sealed (foundation/sealing.py). What a test and the look at the domain's records last showed stands
    beside it.
    """

    class Security(models.TextChoices):
        STARTTLS = "starttls", _("STARTTLS, usually port 587")
        TLS = "tls", _("TLS from the first byte, usually port 465")
        NONE = "none", _("None: only for a server on this same machine")

    host = models.CharField(_("server"), max_length=200, blank=True)
    port = models.PositiveIntegerField(_("port"), default=587)
    security = models.CharField(_("security"), max_length=10, choices=Security.choices, default=Security.STARTTLS)
    user = models.CharField(_("user name"), max_length=200, blank=True)
    sealed_password = models.TextField(blank=True)
    selector = models.CharField(_("DKIM selector"), max_length=63, blank=True)
    tested_at = models.DateTimeField(null=True)
    records_seen_at = models.DateTimeField(null=True)
    records_missing = ArrayField(models.CharField(max_length=10), default=list)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="there_is_one_mail_server")]

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"

    @classmethod
    def get(cls) -> "MailServer":
        """The one row, empty before the office named a server."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class StandardLetter(models.Model):
    """A letter that the office keeps ready. What it says, and by what right it is sent, stands in its versions."""

    name = models.CharField(max_length=80, unique=True)
    is_for_hub_leads = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("standard letter")
        verbose_name_plural = _("standard letters")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class LetterVersion(models.Model):
    """What a standard letter says from a moment on. Never changed: what was sent can always be read as it was sent.

    By consent it may be anything that people said yes to under `purpose`. As a service message (ICO, guidance on direct
    marketing: nothing that promotes) it says what people need it for.
    """

    class Basis(models.TextChoices):
        SERVICE = "service", _("Service message")
        CONSENT = "consent", _("Consent")

    letter = models.ForeignKey(StandardLetter, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=150)
    body = models.TextField()
    basis = models.CharField(max_length=10, choices=Basis.choices)
    purpose = models.CharField(max_length=40, blank=True)
    needed_for = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of a standard letter")
        verbose_name_plural = _("versions of standard letters")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["letter", "number"], name="one_version_of_a_letter_per_number"),
            models.CheckConstraint(
                condition=(Q(basis="consent") & ~Q(purpose="")) | (Q(basis="service", purpose="") & ~Q(needed_for="")),
                name="a_standard_letter_has_a_basis",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} ({self.number})"


class Sending(models.Model):
    """One version written to many people: prepared and looked at first, then begun. `audience` is said in words."""

    version = models.ForeignKey(LetterVersion, on_delete=models.PROTECT, related_name="sendings")
    audience = models.CharField(max_length=200)
    hub = models.ForeignKey(Hub, null=True, on_delete=models.PROTECT, related_name="+")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("letter to many")
        verbose_name_plural = _("letters to many")

    def __str__(self) -> str:
        return self.version.letter.name


class Recipient(models.Model):
    """One person of a sending: with a reason they are not written to, without one they get exactly one letter."""

    class Reason(models.TextChoices):
        NONE = "", _("Gets it")
        MERGED = "merged", _("The record was merged into another one")
        NO_ADDRESS = "no_address", _("No e-mail address")
        NO_CONSENT = "no_consent", _("Has not said yes to letters of this kind")
        SUPPRESSED = "suppressed", _("Letters to the address come back, or were marked as unwanted")
        ON_HOLD = "on_hold", _("Not to be written to for a while")
        NO_WORDS = "no_words", _("The letter names something that is not known of them")

    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, related_name="recipients")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField(blank=True)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    message = models.OneToOneField(Message, null=True, on_delete=models.PROTECT, related_name="recipient")

    class Meta:
        verbose_name = _("recipient of a letter to many")
        verbose_name_plural = _("recipients of letters to many")
        constraints = [
            models.UniqueConstraint(fields=["sending", "person"], name="one_letter_a_person"),
            models.UniqueConstraint(
                "sending",
                Lower("address"),
                condition=Q(reason="") & ~Q(address=""),
                name="one_letter_an_address",
            ),
        ]
        indexes = [
            models.Index(fields=["sending", "id"], name="recipient_to_write_to", condition=Q(reason="", message=None)),
            models.Index(fields=["sending", "reason", "id"], name="recipient_by_reason"),
        ]

    def __str__(self) -> str:
        return self.address
