"""The letters that the office keeps ready."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import ActMixin, RecordAct, Refused
from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.pages import DeskRecord
from goldseam.core.mail.models import LetterVersion, Sending
from goldseam.core.mail.sending_policy import SENDING_POLICY, STANDARD_POLICY
from goldseam.core.mail.sendings import states_of
from goldseam.core.mail.standard_letters import NameTaken, keep
from goldseam.core.people.consents import PURPOSES
from goldseam.faces.office.letters.forms import StandardLetterForm
from goldseam.faces.office.letters.words import WORDS
from goldseam.foundation import clock
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import subject_key

SENDINGS_SHOWN = 20


def basis_words(basis: str, purpose: str) -> str:
    """By what right a letter is sent."""
    if basis == LetterVersion.Basis.SERVICE:
        return _("Service message")
    return _("Consent: %(purpose)s") % {"purpose": PURPOSES.get(purpose, purpose)}


class StandardLetterList(DeskList):
    policy = STANDARD_POLICY
    page_title = gettext_lazy("Standard letters")
    header_icon = "mail"
    index_url_name = "standard:list"
    index_results_url_name = "standard:results"
    file_url_name = "standard:file"
    template_name = "office/letters/standard_list.html"
    default_ordering = ("name",)
    columns = (
        Column(gettext_lazy("Name"), lambda letter: letter.name),
        Column(gettext_lazy("Subject"), lambda letter: letter.subject),
        Column(gettext_lazy("By what right"), lambda letter: basis_words(letter.basis, letter.purpose)),
        Column(gettext_lazy("Last changed"), lambda letter: date_format(clock.local(letter.written_at), "j M Y")),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        newest = LetterVersion.objects.filter(letter=OuterRef("pk")).order_by("-number")
        shown = ("subject", "basis", "purpose", "written_at")
        return super().get_base_queryset().annotate(**{name: Subquery(newest.values(name)[:1]) for name in shown})

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows.filter(name__icontains=text.strip())

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        may_add = STANDARD_POLICY.user_has_permission(self.request.user, "add")
        told: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return told | {"may_add": may_add}


class StandardLetterFile(DeskRecord):
    policy = STANDARD_POLICY
    template_name = "office/letters/standard.html"
    header_icon = "mail"
    list_url_name = "standard:list"
    file_url_name = "standard:file"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = list(self.record.versions.select_related("written_by"))
        chosen = self.request.GET.get("version", "")
        shown = next((version for version in versions if str(version.number) == chosen), versions[0])
        facts = Fact.objects.filter(subject=subject_key(self.record)).select_related("by").order_by("-at", "-id")
        return super().get_context_data(**kwargs) | {
            "versions": versions,
            "shown": shown,
            "basis": basis_words(shown.basis, shown.purpose),
            "sendings": sendings_of(self.request.user, Sending.objects.filter(version__letter=self.record)),
            "facts": facts,
            "may_change": STANDARD_POLICY.user_has_permission(self.request.user, "change"),
        }


def sendings_of(viewer: Any, rows: QuerySet[Any]) -> list[dict[str, Any]]:
    """The last sendings among `rows` that this person may see, each with how its letters stand."""
    mine = rows.filter(pk__in=SENDING_POLICY.rows(viewer).values("pk"), begun_at__isnull=False)
    last = list(mine.select_related("version", "begun_by", "hub").order_by("-begun_at")[:SENDINGS_SHOWN])
    states = states_of([sending.pk for sending in last])
    return [{"sending": sending, "letters": sum(states[sending.pk].values()), **states[sending.pk]} for sending in last]


class _Keep(ActMixin):
    """Entering and changing are one form and one deed."""

    policy = STANDARD_POLICY
    header_icon = "mail"
    template_name = "office/letters/keep.html"
    submit_label = gettext_lazy("Keep the letter")
    form_class = StandardLetterForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "words": [(f"{{{name}}}", word.meaning) for name, word in WORDS.items()]
        }

    def keep(self, letter: Any, form: Any, at: datetime) -> Any:
        told = form.cleaned_data
        try:
            return keep(
                letter=letter,
                name=told["name"],
                is_for_hub_leads=told["is_for_hub_leads"],
                wording=form.wording(),
                at=at,
                by=self.viewer,
            )
        except NameTaken as error:
            raise Refused(_("Another standard letter has this name.")) from error


class EnterStandardLetter(_Keep):
    permission_required = "add"
    page_title = gettext_lazy("New standard letter")

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Standard letters"), reverse("standard:list"))]

    def success_url(self) -> str:
        kept = getattr(self, "kept", None)
        return reverse("standard:file", args=[kept.pk]) if kept else reverse("standard:list")

    def act(self, form: Any, *, at: datetime) -> str:
        self.kept = self.keep(None, form, at)
        return _("The letter is kept. Nobody has been written to.")


class ChangeStandardLetter(_Keep, RecordAct):
    permission_required = "change"
    page_title = gettext_lazy("Change the letter")
    introduction = gettext_lazy("What it says differently becomes a new version. What was sent stays as it was sent.")
    list_url_name = "standard:list"
    file_url_name = "standard:file"

    def form_kwargs(self) -> dict[str, Any]:
        last = self.record.versions.first()
        names = ("subject", "body", "basis", "purpose", "needed_for")
        initial = {name: getattr(last, name) for name in names} | {
            "name": self.record.name,
            "is_for_hub_leads": self.record.is_for_hub_leads,
        }
        return {"initial": initial}

    def act(self, form: Any, *, at: datetime) -> str:
        self.keep(self.record, form, at)
        return _("The change is kept.")
