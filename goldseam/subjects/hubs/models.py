from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from goldseam.core.mail.models import Suppression
from goldseam.core.people.models import Hold, Hub
from goldseam.foundation.clock import local_date
from goldseam.subjects.membership.models import Term


def _if_shown(name: str, value: Any) -> Case:
    """A column of the person that they chose to show, and nothing otherwise."""
    # A word that is not known must not swallow the others where they are put together to be searched.
    known = Coalesce(value, Value(""), output_field=models.CharField())
    return Case(When(shows__contains=[name], then=known), default=Value(""), output_field=models.CharField())


class FurtherHub(models.Model):
    """A hub that a person chose besides the one that is home (Person.hub). It is theirs alone: its lead is not shown
    them by it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="further_hubs")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="further_people")
    chosen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("further hub")
        verbose_name_plural = _("further hubs")
        constraints = [models.UniqueConstraint(fields=["person", "hub"], name="a_further_hub_is_chosen_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.hub_id}"


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible(self, *, to_members: bool, at: datetime) -> "EntryQuerySet":
        """Those of current members that anybody may see, or that members may see; whoever is not to be written to, or
        cannot be, shows nowhere.
        """
        circle = [Entry.SeenBy.EVERYONE, *([Entry.SeenBy.MEMBERS] if to_members else [])]
        members = Term.objects.in_force(on=local_date(at)).order_by().values("membership__person")
        silent = Suppression.objects.filter(ended_at=None).annotate(low=Lower("address"))
        return self.filter(
            ~Exists(silent.filter(low=Lower(OuterRef("person__email")))),
            ~Exists(Hold.on(OuterRef("person"), at=at)),
            seen_by__in=circle,
            person__in=members,
            person__email_proved_at__isnull=False,
            person__is_active=True,
            person__merged_into=None,
            person__taken_back_at=None,
        )

    def with_shown(self) -> "EntryQuerySet":
        """Annotate what each chose to show of what we know: empty where they did not."""
        area = models.Func(F("person__postcode_district"), Value("^[A-Z]+"), function="substring")
        further = FurtherHub.objects.filter(person=OuterRef("person")).exclude(hub=OuterRef("person__hub"))
        names = further.order_by().values("person").values(names=StringAgg("hub__name", ", ", order_by="hub__name"))
        return self.annotate(
            profession=_if_shown("profession", F("person__profession")),
            employer=_if_shown("employer", F("person__employer")),
            area=_if_shown("area", area),
            hub_name=_if_shown("hub", F("person__hub__name")),
            further=_if_shown("hub", Subquery(names)),
        )

    def of_hub(self, hub: Hub) -> "EntryQuerySet":
        """Those who show that it is a hub of theirs, home or a further one."""
        further = FurtherHub.objects.filter(hub=hub).values("person")
        return self.filter(Q(person__hub=hub) | Q(person__in=further), shows__contains=["hub"])

    def in_order(self) -> "EntryQuerySet":
        return self.order_by("person__family_name", "person__given_name", "pk")


class Entry(models.Model):
    """How a person lets themselves be found in the directory. `shows` are those of what we know that they chose, one by
    one; town, languages, offer and website stand here only to be shown. `key` names it in addresses.
    """

    class SeenBy(models.TextChoices):
        NOBODY = "nobody", _("Nobody")
        MEMBERS = "members", _("Members")
        EVERYONE = "everyone", _("Everyone")

    class Shows(models.TextChoices):
        PROFESSION = "profession", _("My profession")
        EMPLOYER = "employer", _("My employer")
        AREA = "area", _("The letters my postcode begins with")
        HUB = "hub", _("My hub, and further ones I chose")
        LETTERS = "letters", _("Members may write to me by a form")

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="entry")
    key = models.UUIDField(default=uuid4, unique=True)
    seen_by = models.CharField(max_length=10, choices=SeenBy.choices, default=SeenBy.NOBODY)
    shows = ArrayField(models.CharField(max_length=10, choices=Shows.choices), default=list, blank=True)
    town = models.CharField(max_length=80, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    offer = models.TextField(max_length=400, blank=True)
    website = models.URLField(max_length=200, blank=True)
    is_named_as_lead = models.BooleanField(default=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry in the directory")
        verbose_name_plural = _("entries in the directory")
        constraints = [
            models.CheckConstraint(
                condition=Q(shows__contained_by=["profession", "employer", "area", "hub", "letters"]),
                name="an_entry_shows_what_can_be_shown",
            )
        ]
        indexes = [models.Index(fields=["seen_by"], name="entry_seen", condition=~Q(seen_by="nobody"))]

    def __str__(self) -> str:
        return str(self.key)
