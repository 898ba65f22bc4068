"""What all steps share: save and go on, save and go back, and nothing that was typed is lost."""

from datetime import datetime
from typing import Any, ClassVar, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.generic import View

from goldseam.core.people.models import Person
from goldseam.faces.setup import steps
from goldseam.foundation import clock

NEVER_KEPT = ("csrfmiddlewaretoken", "password")


class StepPage(View):
    """One step. What cannot be saved yet waits in the session of whoever typed it, until they come back to it."""

    slug: ClassVar[str]

    def make_form(self, data: QueryDict | None, files: Any = None) -> Any:
        raise NotImplementedError

    def save(self, form: Any, *, at: datetime) -> None:
        """Call the action."""
        raise NotImplementedError

    def more(self) -> dict[str, Any]:
        """What else the page shows."""
        return {}

    @property
    def by(self) -> Person:
        """Whoever is at it; the gate let nobody else than the office through."""
        return cast(Person, self.request.user)

    @property
    def _kept_as(self) -> str:
        return f"setup_{self.slug}"

    def get(self, request: HttpRequest) -> HttpResponse:
        kept = request.session.get(self._kept_as)
        return self.page(self.make_form(QueryDict(kept) if kept else None))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.make_form(request.POST, request.FILES)
        if form.is_valid():
            with transaction.atomic():
                self.save(form, at=clock.now())
            request.session.pop(self._kept_as, None)
            return self.done(form)
        if "back" in request.POST:
            self._keep(request.POST)
            return redirect(steps.before(self.slug))
        return self.page(form, status=422)

    def done(self, form: Any) -> HttpResponse:
        """The way on after saving."""
        return redirect(steps.before(self.slug) if "back" in self.request.POST else steps.after(self.slug))

    def _keep(self, typed: QueryDict) -> None:
        kept = typed.copy()
        for name in NEVER_KEPT:
            kept.pop(name, None)
        self.request.session[self._kept_as] = kept.urlencode()

    def page(self, form: Any, *, status: int = 200, **shown: Any) -> HttpResponse:
        place = steps.PLACES[self.slug]
        page = {
            "form": form,
            "step": steps.STEPS[place],
            "number": place + 1,
            "steps": steps.STEPS,
            "before": steps.before(self.slug),
            "noindex": True,
        }
        return render(self.request, f"setup/{self.slug}.html", page | self.more() | shown, status=status)

    def tell(self, words: str) -> None:
        messages.success(self.request, words)
