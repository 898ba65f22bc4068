"""Doing something with a record: a form, when it matters a page that says what will happen, and the deed, once."""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.models import SentForm
from goldseam.core.desk.pages import DeskPage, DeskRecord
from goldseam.foundation import clock

KEY = re.compile(r"[\w-]{20,43}", re.ASCII)


class Refused(Exception):
    """The deed cannot be done; the message says why, in a sentence for the office."""


class ActMixin(DeskPage):
    """`act` does the deed and returns the sentence that says so. What was typed stays, whatever goes wrong."""

    template_name = "desk/act.html"
    form_class: ClassVar[type[forms.BaseForm]] = forms.Form
    is_confirmed_first: ClassVar[bool] = False
    submit_label: ClassVar[Any] = gettext_lazy("Save")
    introduction: ClassVar[Any] = ""

    def act(self, form: Any, *, at: datetime) -> str:
        """Do it. Raises Refused."""
        raise NotImplementedError

    def what_will_happen(self, form: Any) -> Sequence[str]:
        """The sentences to confirm."""
        return ()

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def success_url(self) -> str:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(self.form_class(**self.form_kwargs()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST, request.FILES, **self.form_kwargs())
        if "change" in request.POST:
            form.is_valid()
            return self._page(form)
        if not form.is_valid() or not KEY.fullmatch(request.POST.get("once", "")):
            return self._page(form, status=422)
        if self.is_confirmed_first and "confirmed" not in request.POST:
            return self._confirm(form)
        return self._act_once(form)

    def _act_once(self, form: forms.BaseForm) -> HttpResponse:
        at = clock.now()
        if not SentForm.claim(self.request.POST["once"], at=at):
            messages.info(self.request, _("This was sent a moment ago and was done once. Here is how things stand."))
            return redirect(self.success_url())
        try:
            done = self.act(form, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._page(form, status=422, is_new=True)
        if done:
            messages.success(self.request, done)
        return redirect(self.success_url())

    def _confirm(self, form: forms.BaseForm) -> HttpResponse:
        try:
            sentences = self.what_will_happen(form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._page(form, status=422)
        page = self.get_context_data(form=form, sentences=sentences, once=self.request.POST["once"])
        return self.response_class(self.request, ["desk/confirm.html"], page)

    def _page(self, form: forms.BaseForm, *, status: int = 200, is_new: bool = False) -> HttpResponse:
        kept = self.request.POST.get("once", "")
        once = kept if KEY.fullmatch(kept) and not is_new else secrets.token_urlsafe(24)
        return self.render_to_response(self.get_context_data(form=form, once=once), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form")
        return super().get_context_data(**kwargs) | {
            "submit_label": self.submit_label,
            "introduction": self.introduction,
            "back_url": self.success_url(),
            "media": form.media if form else forms.Media(),
        }


class RecordAct(ActMixin, DeskRecord):
    """A deed on one record; it leads back to the file."""

    def success_url(self) -> str:
        return reverse(self.file_url_name, args=[self.record.pk])

    def path(self) -> Sequence[tuple[Any, str]]:
        return [*super().path(), (str(self.record), reverse(self.file_url_name, args=[self.record.pk]))]

    def get_page_title(self) -> str:
        return str(self.page_title)
