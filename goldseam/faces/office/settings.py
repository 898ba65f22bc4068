"""The hubs and the association's own details."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import ActMixin, RecordAct
from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.actions import amend_association, amend_hub, enter_hub
from goldseam.core.people.models import Association, Hub, Person
from goldseam.foundation.theme.colours import UnreadableColour, complaints
from goldseam.foundation.theme.places import AREAS, place_of

HUB_POLICY = DeskPolicy(Hub, dict.fromkeys(("view", "add", "change"), ("office",)), is_for_readers=False)
ASSOCIATION_POLICY = DeskPolicy(Association, dict.fromkeys(("view", "change"), ("office",)), is_for_readers=False)
AREA = RegexValidator(r"^[A-Z]{1,2}$", gettext_lazy("Areas are one or two capitals: LS, BD, E."))
AS_IT_IS = "now"


class HubForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    slug = forms.SlugField(label=gettext_lazy("Address, after /hubs/"), max_length=50)
    introduction = forms.CharField(
        label=gettext_lazy("Introduction"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[MaxLengthValidator(4000)],
    )
    postcode_areas = SimpleArrayField(
        forms.CharField(validators=[AREA]),
        label=gettext_lazy("Postcode areas, with commas between"),
        required=False,
        max_length=60,
    )
    lead = forms.ModelChoiceField(
        label=gettext_lazy("Named as lead on the public page"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody"),
        help_text=gettext_lazy(
            "Whoever holds the role of hub lead for it; give the role in their file first. Their name shows once they "
            "agree, on their own page “How you are found”."
        ),
    )
    position = forms.IntegerField(label=gettext_lazy("Place in the list"), min_value=0, max_value=999)
    place = forms.ChoiceField(
        label=gettext_lazy("Where it stands on the map"),
        required=False,
        choices=[
            ("", gettext_lazy("At its first postcode area")),
            *((area, f"{town} ({area})") for area, (town, _point) in sorted(AREAS.items(), key=lambda one: one[1])),
        ],
    )

    def __init__(self, *args: Any, hub: Hub | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hub = hub
        leads = Person.objects.filter(grants__role="hublead", grants__hub=hub, grants__ended_at=None)
        self.fields["lead"].queryset = leads  # type: ignore[attr-defined]
        if hub:
            del self.fields["slug"]
            if place_told(hub) == AS_IT_IS:
                towns: Any = self.fields["place"]
                towns.choices = [(AS_IT_IS, _("Where it stands now")), *towns.choices]
        else:
            del self.fields["lead"]

    def clean(self) -> dict[str, Any]:
        """The place in the map's own units."""
        told: dict[str, Any] = super().clean() or {}
        chosen = told.pop("place", "")
        point = place_of([chosen] if chosen else told.get("postcode_areas") or [])
        if point and chosen != AS_IT_IS:
            told["map_x"], told["map_y"] = point
        return told

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if Hub.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Another hub has this address."))
        return slug


def place_told(hub: Hub) -> str:
    """What is chosen when the form opens: a town, its first area, or where it stands if that is no town of the list."""
    point = (hub.map_x, hub.map_y)
    if point in (place_of(hub.postcode_areas), (0, 0)):
        return ""
    return next((area for area, (_town, place) in AREAS.items() if place == point), AS_IT_IS)


class HubList(DeskList):
    policy = HUB_POLICY
    page_title = gettext_lazy("Hubs")
    header_icon = "site"
    index_url_name = "hubs:list"
    file_url_name = "hubs:change"
    template_name = "office/hubs.html"
    is_searchable = False
    columns = (
        Column(gettext_lazy("Hub"), lambda hub: hub.name),
        Column(gettext_lazy("Lead"), lambda hub: hub.lead.full_name if hub.lead else ""),
        Column(gettext_lazy("Postcode areas"), lambda hub: ", ".join(hub.postcode_areas)),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("lead")


class EnterHub(ActMixin):
    policy = HUB_POLICY
    permission_required = "add"
    page_title = gettext_lazy("New hub")
    header_icon = "site"
    form_class = HubForm

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Hubs"), reverse("hubs:list"))]

    def success_url(self) -> str:
        return reverse("hubs:list")

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"position": 0}}

    def act(self, form: Any, *, at: datetime) -> str:
        hub = enter_hub(details=form.cleaned_data, at=at, by=self.viewer)
        return _("The hub %(hub)s is entered.") % {"hub": hub}


class ChangeHub(RecordAct):
    policy = HUB_POLICY
    permission_required = "change"
    header_icon = "site"
    form_class = HubForm
    list_url_name = "hubs:list"
    file_url_name = "hubs:change"

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Hubs"), reverse("hubs:list"))]

    def get_page_title(self) -> str:
        return str(self.record)

    def success_url(self) -> str:
        return reverse("hubs:list")

    def form_kwargs(self) -> dict[str, Any]:
        hub = self.record
        names = set(HubForm.base_fields) - {"place"}
        return {"hub": hub, "initial": {name: getattr(hub, name) for name in names} | {"place": place_told(hub)}}

    def act(self, form: Any, *, at: datetime) -> str:
        amend_hub(hub=self.record, details=form.cleaned_data, at=at, by=self.viewer)
        return _("The hub %(hub)s is changed.") % {"hub": self.record}


class AssociationForm(forms.ModelForm):
    class Meta:
        model = Association
        fields: Sequence[str] = (
            "name",
            "short_name",
            "strapline",
            "voice",
            "address",
            "email",
            "charity_number",
            "vat_number",
            "bank_account_name",
            "bank_sort_code",
            "bank_account_number",
            "sea",
            "pot",
        )
        widgets = {
            "address": forms.Textarea(attrs={"rows": 4}),
            "sea": forms.TextInput(attrs={"class": "short"}),
            "pot": forms.TextInput(attrs={"class": "short"}),
        }

    def clean(self) -> dict[str, Any] | None:
        told = super().clean() or {}
        if {"sea", "pot"} <= told.keys():
            try:
                found = complaints(told["sea"], told["pot"])
            except UnreadableColour as error:
                found = [str(error)]
            for complaint in found:
                self.add_error("sea", complaint)
        return told


class ChangeAssociation(ActMixin):
    policy = ASSOCIATION_POLICY
    permission_required = "change"
    page_title = gettext_lazy("The association")
    introduction = gettext_lazy("Name and address stand on every page, letter and paper from now on.")
    header_icon = "cog"
    form_class = AssociationForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"instance": Association.get()}

    def success_url(self) -> str:
        return reverse("association:change")

    def act(self, form: Any, *, at: datetime) -> str:
        amend_association(details=form.cleaned_data, at=at, by=self.viewer)
        return _("The association’s details are changed.")
