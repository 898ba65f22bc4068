"""What the office does with many people at once: by the same actions, and on the history of each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.core.desk.many import ManyAct
from goldseam.core.people import actions
from goldseam.core.people.models import Hub
from goldseam.faces.office.people.lists import PeopleList


class HubOfManyForm(forms.Form):
    hub = forms.ModelChoiceField(
        label=gettext_lazy("Hub"),
        queryset=Hub.objects.all(),
        error_messages={"required": gettext_lazy("Please choose a hub.")},
    )


class MoveToHub(ManyAct):
    list_class = PeopleList
    permission_required = "change"
    page_title = gettext_lazy("Move to a hub")
    submit_label = gettext_lazy("Move them")
    header_icon = "site"
    form_class = HubOfManyForm
    is_confirmed_first = True

    def what_will_happen(self, form: Any) -> Sequence[str]:
        hub = form.cleaned_data["hub"]
        moving = self.selection.people().exclude(hub=hub).count()
        staying = self.count - moving
        told = {"moving": moving, "staying": staying, "hub": hub}
        words = [
            ngettext(
                "%(moving)s person moves to the hub %(hub)s.", "%(moving)s people move to the hub %(hub)s.", moving
            )
            % told
        ]
        if staying:
            words.append(
                ngettext("%(staying)s is there already and stays.", "%(staying)s are there already and stay.", staying)
                % told
            )
        return [*words, _("It stands in the history of each. Nobody is written to.")]

    def act(self, form: Any, *, at: datetime) -> str:
        hub = form.cleaned_data["hub"]
        moved = actions.move_to_hub(people=self.selection.people(), hub=hub, at=at, by=self.viewer)
        words = ngettext("%(count)s person is in the hub %(hub)s now.", "%(count)s people moved to %(hub)s.", moved)
        return words % {"count": moved, "hub": hub}
