"""What is still missing before the site can be opened, and what would be good to have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from goldseam.core.desk.needs import Need, Needs
from goldseam.core.mail.models import MailServer
from goldseam.core.mail.records import DKIM, DMARC, SPF
from goldseam.core.people.models import Association, RoleGrant
from goldseam.faces.setup.actions import OFFICE
from goldseam.faces.site.health import worker_lives
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.publishing.models import HomePage

TEXTS_TO_READ = ("terms", "privacy")


@dataclass(frozen=True)
class Item:
    """One line of the list. Without what `is_needed`, a visitor or a new member would meet something broken."""

    what: str
    why: str
    url: str
    is_done: bool
    is_needed: bool = True


def everything(*, at: datetime) -> list[Item]:
    """All lines, in the order of the steps."""
    association, server = Association.get(), MailServer.get()
    return [*_basics(association), *_mail(server), *_pages(), *_people(), *_machine()]


def _basics(association: Association) -> list[Item]:
    here = reverse("setup:association")
    plans = list(Plan.objects.open())
    has_account = all((association.bank_account_name, association.bank_sort_code, association.bank_account_number))
    return [
        Item(
            _("Name, address and e-mail address"),
            _("They stand on every page, letter and invoice."),
            here,
            bool(not association._state.adding and association.address and association.email),
        ),
        Item(
            _("Charity number"),
            _("A registered charity names it on its site and its letters."),
            here,
            bool(association.charity_number),
            is_needed=False,
        ),
        Item(_("A plan to join"), _("Without one nobody can become a member."), reverse("setup:plans"), bool(plans)),
        Item(
            _("The bank account for transfers"),
            _("Whoever pays by transfer is told where to."),
            reverse("setup:money"),
            has_account or (bool(plans) and not any(plan.price_pence for plan in plans)),
        ),
    ]


def _mail(server: MailServer) -> list[Item]:
    here = reverse("setup:mail")
    is_clean = server.records_seen_at is not None and not server.records_missing
    missing = ", ".join(server.records_missing) or f"{SPF}, {DKIM}, {DMARC}"
    return [
        Item(
            _("A letter of trial that arrived"),
            _("Members sign in and are greeted by letter."),
            here,
            server.tested_at is not None,
        ),
        Item(
            _("The records of your domain"),
            _("Without %(records)s letters land among the unwanted mail.") % {"records": missing},
            here,
            is_clean,
            is_needed=False,
        ),
    ]


def _pages() -> list[Item]:
    home = HomePage.objects.first()
    texts = Page.objects.child_of(home).filter(slug__in=TEXTS_TO_READ) if home else Page.objects.none()
    unread = next((page for page in texts if not page.latest_revision or page.latest_revision.user_id is None), None)
    read_url = reverse("wagtailadmin_pages:edit", args=[unread.pk]) if unread else reverse("setup:pages")
    return [
        Item(_("The first pages"), _("A site to begin with, for you to change."), reverse("setup:pages"), bool(home)),
        Item(
            _("Terms and privacy, read by you"),
            _("They are proposals: read both, change what is not so with you, and publish them in your name."),
            read_url,
            bool(home) and unread is None,
            is_needed=False,
        ),
    ]


def _people() -> list[Item]:
    strong = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES).values("user")
    office = RoleGrant.objects.filter(role=OFFICE, ended_at=None, person__in=strong).values("person").distinct()
    return [
        Item(
            _("Somebody else in the office"),
            _("So that the office opens when you are ill. Give the role in the person’s file."),
            reverse("people:list"),
            office.count() > 1,
            is_needed=False,
        ),
    ]


def _machine() -> list[Item]:
    here = reverse("setup:overview")
    return [
        Item(
            _("The worker"),
            _("It sends letters and does all recurring work. On the server: goldseam worker."),
            here,
            worker_lives(),
        ),
        Item(
            _("A secure address"),
            _("Without https, sign-ins and payments can be read on the way. On the server: goldseam doctor."),
            here,
            urlsplit(settings.BASE_URL).scheme == "https",
            is_needed=False,
        ),
    ]


def before_opening(*, at: datetime) -> Needs:
    """What is missing, as the office's first screen shows it."""
    missing = [item for item in everything(at=at) if item.is_needed and not item.is_done]
    needs: Sequence[Need] = [Need(what=item.what, why=item.why, url=item.url) for item in missing]
    ready: Any = Need(what=_("Open the site"), why=_("All that is needed is there."), url=reverse("setup:overview"))
    needs = needs or [ready]
    return Needs(gettext_lazy("Before the public can come in"), len(needs), needs[:6], reverse("setup:overview"))
