from django.db import models


class PendingDrop(models.Model):
    """A committed change whose old pages are still shown; gone as soon as the symlink is turned.

    A row for each change instead of one counter: editors, bookings and sweeps never wait for each other's commit.
    """

    def __str__(self) -> str:
        return f"Drop {self.pk}"
