from datetime import datetime
from typing import Any, ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.crypto import salted_hmac


class Attempts(models.Model):
    """How often a door was knocked at in one stretch of real time; in the database, so that all web workers are one."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=1)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at}"


class SessionQuerySet(models.QuerySet["Session"]):
    def open(self, *, at: datetime) -> "SessionQuerySet":
        """Those that still open something. Sessions live by real time, not by the association's clock."""
        return self.filter(expire_date__gt=at)


class Session(AbstractBaseSession):
    """One browser's stay on the site. Its contents are sealed; whose it is stands beside them, to be asked."""

    person = models.ForeignKey("people.Person", null=True, on_delete=models.CASCADE, related_name="+")
    user_agent = models.CharField(max_length=300, blank=True)
    began_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = BaseSessionManager.from_queryset(SessionQuerySet)()

    @classmethod
    def get_session_store_class(cls) -> Any:
        from goldseam.foundation.access.sessions import SessionStore

        return SessionStore

    @property
    def name(self) -> str:
        """What a page calls it: the key itself opens the session, so no page shows it."""
        return salted_hmac("access.session", self.session_key, algorithm="sha256").hexdigest()[:24]
