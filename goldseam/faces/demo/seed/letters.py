"""The letters that the office keeps ready, and the last one the hub's lead sent."""

from datetime import datetime
from functools import partial

from goldseam.core.mail import sendings
from goldseam.core.mail.models import StandardLetter
from goldseam.core.mail.standard_letters import Wording, keep
from goldseam.core.people.models import Hub, Person
from goldseam.faces.demo.seed.staff import HOME_HUB
from goldseam.faces.demo.seed.stage import Stage
from goldseam.faces.office.letters.words import lacking
from goldseam.foundation.contracts import audiences
from goldseam.foundation.work import runs

HUB_DAY = "An evening of the hub"
BODY = """Dear {given_name},

{hub} meets again: tea at six, a case that somebody brings, and an hour for what the week has left with you. Nothing \
to prepare, and a colleague who is not a member yet is welcome too.

[See your hub](/hubs/)

With warm wishes
Joel"""
LETTERS = {
    HUB_DAY: Wording("{given_name}, an evening with {hub}", BODY, "consent", purpose="hub"),
    "Your membership at a glance": Wording(
        "Your membership runs until {valid_until}",
        "Dear {given_name},\n\nyour {plan} runs until {valid_until}. If anything of what we hold about you has "
        "changed, put it right on your own pages.\n\n[Your membership](/me/)\n\n{association}",
        "service",
        needed_for="Knowing until when the membership runs, and keeping the details right",
    ),
}


def plan_letters(stage: Stage) -> None:
    """Put the keeping and the sending on the agenda."""
    stage.telling.plan(stage.telling.at_the_desk(stage.telling.days_ago(120)), partial(_keep, stage))
    stage.telling.plan(stage.telling.days_ago(6), partial(_send, stage))


def _keep(stage: Stage, at: datetime) -> None:
    for name, wording in LETTERS.items():
        keep(letter=None, name=name, is_for_hub_leads=name == HUB_DAY, wording=wording, at=at, by=stage.office)


def _send(stage: Stage, at: datetime) -> None:
    """To the members of the home hub. Without a mail server the worker goes on with it as soon as there is one."""
    stage.catch_up()
    hub = Hub.objects.get(slug=HOME_HUB)
    version = StandardLetter.objects.get(name=HUB_DAY).versions.get()
    lead = Person.objects.get(email="hublead@aimh.example")
    missing = lacking(version, at=at)
    sending = sendings.prepare(
        version=version,
        people=audiences["members"].people(at=at).filter(hub=hub),
        audience=f"{audiences['members'].label}, {hub}",
        lacking=missing,
        hub=hub,
        by=lead,
        at=at,
    )
    sendings.begin(sending=sending, lacking=missing, by=lead, at=at)
    if stage.has_post:
        runs.carry_on(at=at)
