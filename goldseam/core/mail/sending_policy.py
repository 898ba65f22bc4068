"""Who may write to many. The office writes to anybody; a hub lead sends the letters that the office keeps for hub leads
to those of the own hub who said yes to letters of the hub.
"""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from goldseam.core.desk.lists import Deed
from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.mail.models import LetterVersion, Sending, StandardLetter

WRITERS = ("office", "hublead")
HUB_PURPOSE = "hub"


class StandardLetterPolicy(DeskPolicy):
    def rows(self, person: Any) -> QuerySet[StandardLetter]:
        everything = StandardLetter.objects.all()
        if person.has_role("office"):
            return everything
        newer = LetterVersion.objects.filter(letter=OuterRef("letter"), number__gt=OuterRef("number"))
        newest = LetterVersion.objects.filter(~Exists(newer), letter=OuterRef("pk"))
        open_to_hubs = everything.filter(Exists(newest.filter(purpose=HUB_PURPOSE)), is_for_hub_leads=True)
        return open_to_hubs if person.has_role("hublead") else everything.none()


class SendingPolicy(DeskPolicy):
    def rows(self, person: Any) -> QuerySet[Sending]:
        everything = Sending.objects.all()
        return everything if person.has_role("office") else everything.filter(hub__in=person.hubs_led)


STANDARD_POLICY = StandardLetterPolicy(StandardLetter, {"view": WRITERS, "add": ("office",), "change": ("office",)})
SENDING_POLICY = SendingPolicy(Sending, {"view": WRITERS, "add": WRITERS, "change": WRITERS})
# What a list of people offers for its rows; the screen it leads to stands in faces/office.
WRITE = Deed(_("Write to them"), "sendings:prepare", "add", SENDING_POLICY)
