"""The step that lets letters out: the server, a letter of trial, and the records of the domain."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from goldseam.core.mail.actions import name_server, note_records, note_server_works
from goldseam.core.mail.models import MailServer
from goldseam.core.mail.providers import PROVIDERS
from goldseam.core.mail.records import GOOD, Finding, look_up
from goldseam.core.mail.server import current
from goldseam.core.mail.trying import Said, try_out
from goldseam.core.people.models import Association
from goldseam.faces.setup.forms import MailForm
from goldseam.faces.setup.views.pages import StepPage
from goldseam.foundation import clock
from goldseam.foundation.livecopy.actions import is_mute


class MailStep(StepPage):
    slug = "mail"

    def make_form(self, data: QueryDict | None, files: Any = None) -> MailForm:
        return MailForm(data, server=MailServer.get(), is_from_environment=self._is_from_environment)

    @property
    def _is_from_environment(self) -> bool:
        server = current()
        return bool(server and server.is_from_environment)

    def save(self, form: MailForm, *, at: datetime) -> None:
        typed = form.cleaned_data.get("password", "")
        password = typed or ("" if not form.details.get("user", True) else None)
        if password == "" and not MailServer.get().sealed_password:
            password = None
        name_server(details=form.details, password=password, at=at, by=self.by)

    def done(self, form: MailForm) -> HttpResponse:
        if "try" in self.request.POST:
            return self.page(self.make_form(None), said=self._try())
        if "look" in self.request.POST:
            return self.page(self.make_form(None), findings=self._look())
        return super().done(form)

    def _try(self) -> list[Said]:
        server = current()
        if is_mute():
            return [Said(_("This is a copy of the site, so nothing is sent from here."), is_good=False)]
        if server is None:
            return [Said(_("No mail server has been named yet."), is_good=False)]
        said = try_out(server, to=self.by.email or "")
        if all(step.is_good for step in said):
            note_server_works(server=str(server), at=clock.now(), by=self.by)
        return said

    def _look(self) -> list[Finding]:
        server, email = current(), Association.get().email
        if server is None or not email:
            return []
        found = look_up(
            domain=email.rpartition("@")[2],
            host=server.host,
            selector=MailServer.get().selector,
            report_to=email,
        )
        note_records(missing=[finding.kind for finding in found if finding.state != GOOD], at=clock.now())
        return found

    def more(self) -> dict[str, Any]:
        return {
            "server": current(),
            "named": MailServer.get(),
            "to": self.by.email,
            "sender": Association.get().email,
            "hints": [(provider.name, provider.hint) for provider in PROVIDERS.values() if provider.hint],
        }
