from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


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
            models.Index(fields=["due_at", "id"], name="message_outbox", condition=Q(state="waiting")),
            models.Index(fields=["started_at"], name="message_under_way", condition=Q(state="sending")),
            models.Index(fields=["person", "-written_at"], name="message_of_person"),
        ]

    def __str__(self) -> str:
        return self.subject


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
