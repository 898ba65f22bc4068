from django.db import models
from django.utils.translation import gettext_lazy as _


class BankCard(models.Model):
    """A card the demo bank keeps for the association. `then` is what its next charges do, `times` how often it declines
    softly before it pays again (0: for ever).
    """

    class Then(models.TextChoices):
        PAY = "pay", _("pays")
        DECLINE = "decline", _("is declined for now")
        DECLINE_HARD = "decline_hard", _("is declined for good")
        EXPIRED = "expired", _("has expired")
        HANG = "hang", _("gives no answer")

    reference = models.CharField(max_length=40, primary_key=True)
    brand = models.CharField(max_length=20)
    last_four = models.CharField(max_length=4)
    expires_on = models.DateField()
    then = models.CharField(max_length=12, choices=Then.choices, default=Then.PAY)
    times = models.PositiveSmallIntegerField(default=0)
    is_forgotten = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.brand} {self.last_four}"


class BankSession(models.Model):
    """What the demo bank knows of one payment it was asked for. The bank is another firm: it keeps its own books.

    `decision` is the button that was pressed on its page, empty until then. `keep`: the shop asks it to keep the card;
    `card` is the one that was kept, or was charged with nobody present.
    """

    reference = models.CharField(max_length=40, primary_key=True)
    key = models.CharField(max_length=80, unique=True)
    amount_pence = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    description = models.CharField(max_length=200)
    return_url = models.CharField(max_length=300)
    decision = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=10, default="pending")
    code = models.CharField(max_length=40, blank=True)
    is_final = models.BooleanField(default=False)
    keep = models.BooleanField(default=False)
    card = models.ForeignKey(BankCard, null=True, on_delete=models.PROTECT, related_name="sessions")

    def __str__(self) -> str:
        return self.reference


class BankRefund(models.Model):
    """Money the demo bank sent back."""

    key = models.CharField(max_length=80, primary_key=True)
    session = models.ForeignKey(BankSession, on_delete=models.PROTECT, related_name="refunds")
    amount_pence = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.key


class BankNotice(models.Model):
    """A notice the demo bank still has to send, or has sent."""

    id = models.CharField(max_length=40, primary_key=True)
    body = models.JSONField()
    sent_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return self.id
