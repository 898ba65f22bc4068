from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from goldseam.core.people.merging.models import Merge, Move, ToldApart
from goldseam.core.people.roles import READERS, ROLES
from goldseam.foundation.clock import local_date
from goldseam.foundation.files import PrivateFile
from goldseam.foundation.privacy.models import Erasure
from goldseam.foundation.search import Folded, prefix_query

__all__ = [
    "Affiliation",
    "Association",
    "Consent",
    "Hold",
    "Hub",
    "KeptFile",
    "Merge",
    "Move",
    "Organisation",
    "Person",
    "RoleGrant",
    "ToldApart",
    "ViewPermit",
]


class Hub(models.Model):  # type: ignore[django-manager-missing]  # pages are found by Wagtail's own managers
    """A regional group of the association. `postcode_areas` are the letters a postcode begins with: LS, BD."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=80)
    introduction = models.TextField(_("introduction"), blank=True)
    postcode_areas = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    lead = models.ForeignKey("Person", null=True, blank=True, on_delete=models.PROTECT, related_name="leads")
    position = models.PositiveSmallIntegerField(default=0)
    map_x = models.PositiveSmallIntegerField(default=0)
    map_y = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "name")
        verbose_name = _("hub")
        verbose_name_plural = _("hubs")

    def __str__(self) -> str:
        return self.name


class Association(models.Model):
    """The association itself: one row."""

    name = models.CharField(_("name"), max_length=120, default="Our association")
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    strapline = models.CharField(_("strapline"), max_length=200, blank=True)
    voice = models.CharField(_("closing words of every page"), max_length=200, blank=True)
    address = models.TextField(_("address"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    charity_number = models.CharField(_("charity number"), max_length=20, blank=True)
    vat_number = models.CharField(_("VAT number"), max_length=20, blank=True)
    bank_account_name = models.CharField(_("name of the bank account"), max_length=80, blank=True)
    bank_sort_code = models.CharField(_("sort code"), max_length=8, blank=True)
    bank_account_number = models.CharField(_("account number"), max_length=10, blank=True)
    sea = models.CharField(_("colour of links and buttons"), max_length=7, default="#0e4a4d")
    pot = models.CharField(_("colour of the clay"), max_length=7, default="#9b4d32")
    mark = models.CharField(_("mark"), max_length=80, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="there_is_one_association")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def get(cls) -> "Association":
        """The one row, with defaults before it has been set up."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @property
    def mark_url(self) -> str:
        """The address of the association's own mark; '' when it has the theme's."""
        return f"{settings.MEDIA_URL}{self.mark}" if self.mark else ""

    @property
    def icon_url(self) -> str:
        """What browsers show beside the page's title."""
        return self.mark_url


LISTED = Q(merged_into=None, taken_back_at=None)


class PersonQuerySet(models.QuerySet["Person"]):
    def search(self, text: str) -> "PersonQuerySet":
        """People with a word in name, address or postcode district that begins with each word of `text`."""
        query = prefix_query(text)
        return self.filter(search=query) if query else self

    def of_hub(self, hub: Hub | int) -> "PersonQuerySet":
        return self.filter(hub=hub)

    def unmerged(self) -> "PersonQuerySet":
        """Those who stand for themselves: not merged into another, not entered by an import that was undone."""
        return self.filter(LISTED)

    def known(self) -> "PersonQuerySet":
        """Those whose details are still here."""
        # Never `erasure=None`: of a join that finds nothing the database expects one row in two hundred, and plans so.
        return self.filter(~Exists(Erasure.objects.filter(person=OuterRef("pk"))))


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, email: str) -> "Person":
        return self.get(email__iexact=email)


class Person(AbstractBaseUser, PermissionsMixin):
    """Anyone the association knows: member, student, staff, author. A person may sign in once the address is proved."""

    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    email = models.EmailField(_("e-mail address"), null=True, blank=True)
    email_proved_at = models.DateTimeField(_("address proved"), null=True, blank=True)
    profession = models.CharField(_("profession"), max_length=120, blank=True)
    employer = models.CharField(_("employer"), max_length=160, blank=True)
    postcode_district = models.CharField(_("first half of the postcode"), max_length=4, blank=True)
    address = models.TextField(_("address"), blank=True)
    hub = models.ForeignKey(
        Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="people", verbose_name=_("hub")
    )
    met_at = models.DateTimeField(_("known since"))
    is_active = models.BooleanField(_("may sign in"), default=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    taken_back_at = models.DateTimeField(_("import undone"), null=True, blank=True)
    search = models.GeneratedField(
        expression=Folded(
            F("given_name"), F("family_name"), Coalesce(F("email"), Value("")), F("postcode_district"), F("employer")
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects: ClassVar[Any] = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["given_name", "family_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_address"),
        ]
        indexes = [
            GinIndex(fields=["search"], name="person_search"),
            # Of those who stand in lists, and all that a list is ordered by: deep pages are found in the index alone.
            models.Index(fields=["family_name", "given_name", "id"], name="person_by_name", condition=LISTED),
            models.Index(fields=["hub", "family_name", "given_name", "id"], name="person_by_hub", condition=LISTED),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or str(_("(name erased)"))

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.given_name

    @property
    def goes_on_as(self) -> "Person":
        """The record that goes on for this person: itself, or the one it was merged into."""
        return self.merged_into or self

    @property
    def is_proved(self) -> bool:
        """Whether the person has shown that letters to the address reach them: without it nothing of theirs opens."""
        return self.email_proved_at is not None and self.is_active and self.merged_into_id is None

    @cached_property
    def _held(self) -> Sequence[tuple[str, int | None]]:
        """Role and hub of each grant that runs, one query per request."""
        return list(self.grants.filter(ended_at=None).values_list("role", "hub_id"))

    @property
    def roles(self) -> frozenset[str]:
        """The roles held now."""
        return frozenset(role for role, _hub in self._held)

    def has_role(self, *roles: str) -> bool:
        return bool(self.roles.intersection(roles))

    def may_act_as(self, *roles: str) -> bool:
        """Whether one of `roles` (any when none is named) is held that may change something."""
        acting = self.roles - READERS
        return bool(acting.intersection(roles) if roles else acting)

    @property
    def is_staff(self) -> bool:
        return bool(self.roles)

    @property
    def hubs_led(self) -> frozenset[int]:
        """The hubs this person may see as hub lead."""
        return frozenset(hub for role, hub in self._held if role == "hublead" and hub)


class Organisation(models.Model):
    """An employer or body that people belong to and that may pay for them. Its name is what they call it."""

    name = models.CharField(_("name"), max_length=120)
    met_at = models.DateTimeField(_("known since"))

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


class Affiliation(models.Model):
    """A person's belonging to an organisation, from a moment on; kept after it ends."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="affiliations")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(ended_at=None), name="one_running_affiliation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.organisation_id}"


class RoleGrant(models.Model):
    """A role given to a person, by whom and until when; kept after it ends."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=[(slug, role.name) for slug, role in ROLES.items()])
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "hub"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="one_running_grant_of_a_role",
            ),
            models.CheckConstraint(condition=~Q(role="hublead") | Q(hub__isnull=False), name="hub_lead_has_a_hub"),
        ]

    def __str__(self) -> str:
        return str(ROLES[self.role].name)


class Consent(models.Model):
    """A yes to one purpose, with the words that were shown, when, where and by whom; and how it was taken back."""

    class Where(models.TextChoices):
        JOINING = "joining", _("when joining")
        PREFERENCES = "preferences", _("on their own page")
        OFFICE = "office", _("told the office")
        IMPORT = "import", _("brought in from another system")
        LETTER = "letter", _("by the link in a letter")
        CLOSING = "closing", _("when closing the account")
        MERGING = "merging", _("said no to in another record of theirs")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    wording = models.CharField(max_length=300)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_where = models.CharField(max_length=12, choices=Where.choices, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_where = models.CharField(max_length=12, choices=Where.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at=None), name="one_running_consent_per_purpose"
            )
        ]

    def __str__(self) -> str:
        return self.purpose


class Hold(models.Model):
    """A person who is not to be written to for a while, and why."""

    class Reason(models.TextChoices):
        BEREAVED = "bereaved", _("Bereaved")
        DISPUTE = "dispute", _("In dispute")
        ASKED = "asked", _("Asked us to wait")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.get_reason_display())

    @property
    def last_on(self) -> date | None:
        """The last day of it, where that is known."""
        return local_date(self.ended_at - timedelta(seconds=1)) if self.ended_at else None

    @classmethod
    def running(cls, *, at: datetime) -> models.QuerySet["Hold"]:
        """The holds at that moment."""
        return cls.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at), since__lte=at)

    @classmethod
    def on(cls, person: Any, *, at: datetime) -> models.QuerySet["Hold"]:
        """The holds on a person (one, a key, or that of an outer query) at that moment."""
        return cls.running(at=at).filter(person=person)

    @classmethod
    def is_on(cls, person: Person, *, at: datetime) -> bool:
        return cls.on(person, at=at).exists()


class ViewPermit(models.Model):
    """A member's yes to the office seeing the site with their eyes, until a moment, or until it was taken back."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="view_permits")
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("given_at")), name="a_view_permit_lasts"),
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="one_view_permit_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.given_at:%Y-%m-%d} – {self.until:%Y-%m-%d}"


def _nameless(kept: "KeptFile", filename: str) -> str:
    """A name that nobody chose: what people call their files never becomes a path."""
    return f"people/{uuid4().hex}"


class KeptFile(models.Model):
    """A file that the office keeps with a person, such as a form that came by post. `name` is what it is called."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kept_files")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    note = models.CharField(max_length=300, blank=True)
    file = models.FileField(storage=PrivateFile(), upload_to=_nameless)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ("-kept_at", "-id")

    def __str__(self) -> str:
        return self.name
