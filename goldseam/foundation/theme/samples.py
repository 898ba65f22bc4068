"""Invented content for the components page, which shows everything that a page may be made of."""

from datetime import date
from types import SimpleNamespace as Sample
from typing import Any

from django import forms
from django.core.paginator import Paginator

from goldseam.foundation.theme.navigation import Navigation, Place, Section
from goldseam.foundation.theme.widgets import RadioRows, SuggestedText

HERE = "/demo/components/"


class TeamSample(forms.Form):
    organisation = forms.CharField(help_text="As it should stand on the invoice.")
    seats = forms.CharField(label="How many seats", widget=forms.TextInput({"inputmode": "numeric"}))
    invoice_email = forms.EmailField(
        label="Email address for the invoice",
        error_messages={"required": "This is empty. Say who should receive the invoice."},
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    profession = forms.CharField(widget=SuggestedText(suggestions=["Health visitor", "Midwife", "Psychologist"]))
    hub = forms.ChoiceField(label="Which hub", choices=[("midlands", "Midlands"), ("wales", "South Wales")])
    begins_on = forms.DateField(label="First day", widget=forms.DateInput({"type": "date"}), required=False)
    remarks = forms.CharField(label="Anything we should know", widget=forms.Textarea, required=False)
    arrival = forms.ChoiceField(
        label="When should the gift arrive?",
        choices=[("christmas", "On Friday 25 December"), ("today", "Today")],
        widget=forms.RadioSelect,
    )
    interests = forms.MultipleChoiceField(
        label="What we may send you",
        choices=[("newsletter", "The newsletter, four times a year"), ("hub", "Invitations from my hub")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="None of these is needed. You can change each of them at any time.",
    )
    consent_name = forms.BooleanField(
        label="You may show my name under the letter",
        help_text="Without it you are counted and not named.",
        required=False,
    )

    def clean_seats(self) -> str:
        if self.cleaned_data["seats"] == "4":
            raise forms.ValidationError("Teams start at five people. For fewer, each can join alone.")
        return str(self.cleaned_data["seats"])


class PaySample(forms.Form):
    method = forms.ChoiceField(
        label="Way to pay",
        choices=[("demo", "Card"), ("transfer", "Bank transfer"), ("invoice", "My employer pays")],
        widget=RadioRows(
            hints={
                "demo": "You pay on our bank’s page and come back. Your membership starts at once.",
                "transfer": "We show our account and your reference. Your membership starts when the money arrives.",
                "invoice": "We send an invoice, with a purchase order number if there is one. You start today.",
            }
        ),
        initial="demo",
    )


def team_form() -> TeamSample:
    """A form that came back with two things to mend; what was typed is kept."""
    typed = {"organisation": "Brackenfield Family Centre", "seats": "4", "profession": "Midwife", "hub": "midlands"}
    return TeamSample({**typed, "arrival": "christmas"}, use_required_attribute=False)


def navigation() -> Navigation:
    def places(*labels: str) -> list[Place]:
        return [Place(label, HERE) for label in labels]

    running = [Place("Membership", "/join/"), Place("Library", "/library/"), Place("Components", HERE, "components")]
    return Navigation(
        running=[*running, Place("For parents and carers", "/rupture-and-repair/"), Place("Donate", "/donate/")],
        sections=[
            Section("Belong", places("Become a member", "Join as a team", "Local hubs", "Give a membership")),
            Section("Learn", places("Events", "Library", "Courses", "Awards")),
            Section("Read", places("Blog", "News", "Newsletters", "Open letters")),
            Section("For families", places("Rupture and repair", "Finding help")),
            Section("The association", places("Who we are", "Contact us", "Leave, or change your membership")),
        ],
        legal=places("Privacy", "accessibility", "complaints"),
        search_url="/search/",
        join_url="/join/",
        sign_in_url="/sign-in/",
    )


def association() -> Sample:
    return Sample(
        name="Association for Infant Mental Health (demo)",
        address="4 Lantern Yard, Leeds LS1 9ZZ",
        email="office@aimh.example",
    )


BROKEN = Sample(
    since="19 November 2026",
    kept="You are a member until 28 December, whatever happens. Your hub and the library stay open to you.",
    next="We ask your bank again on Thursday 26 November.",
    action_label="Choose another way to pay",
    action_url=HERE,
)
MEND = Sample(
    heading="Your card expired in March",
    text="We wrote, you changed it, nothing was lost.",
    when="11 to 19 March 2026",
    words="Mended in eight days",
    url=HERE,
)
CARD = Sample(
    name="Nia Ferreday",
    plan="Qualified professional, health visitor",
    since="2023",
    number="2041",
    valid_until="31 March 2027",
    check_url="https://aimh.example/card/sample",
)
FILM = Sample(
    id="sample",
    title="A talk: “Still here”",
    length="18 minutes",
    provider="Vimeo",
    player_url="https://player.vimeo.com/video/0",
    watch_url="https://vimeo.com/0",
    transcript_url=HERE,
)
AUTHOR = Sample(
    name="Dr Maren Oakshott",
    initials="MO",
    role="Educational psychologist",
    biography="She works with nurseries and families in the Calder valley, and teaches on our foundation course.",
    url=HERE,
)


def _break(key: str, words: str, weight: int, when: date, mended_when: date | None = None) -> dict[str, Any]:
    entry = {"id": key, "words": words, "weight": weight, "when": when}
    return {**entry, "mended": mended_when is not None, "mended_when": mended_when}


BETWEEN_US = [
    _break("card", "Your card expired", 2, date(2026, 3, 3), date(2026, 3, 11)),
    _break("seat", "Your seat was counted twice", 1, date(2026, 5, 14), date(2026, 5, 14)),
    _break("post", "Our letters came back", 3, date(2026, 10, 2), date(2026, 10, 9)),
    _break("bank", "Your bank sent back November’s £6.25", 2, date(2026, 11, 19)),
]


def plans() -> list[Sample]:
    student = Sample(name="Student", price="£30", period="a year", url=HERE)
    student.for_whom = "You are studying for work with babies, children or families."
    student.benefits = ["Library and lunchtime sessions", "Your hub", "CPD record and certificates"]
    qualified = Sample(name="Qualified professional", price="£75", period="a year", url=HERE)
    qualified.for_whom = "You work with babies and their families, in any profession."
    qualified.benefits = ["Everything students have", "Member prices", "A vote at the annual meeting"]
    friend = Sample(name="Friend", price="£40", period="a year", url=HERE)
    friend.for_whom = "You are a parent, a carer, retired, or simply on our side."
    friend.benefits = ["Newsletter and public talks", "Your hub’s open meetings", "No CPD record"]
    return [student, qualified, friend]


def news() -> list[Sample]:
    awards = Sample(heading="Infant Mental Health Awards: who should be thanked?", url=HERE, when="Today, 22 November")
    awards.text = "Name a colleague or a team whose work has made a difference to babies."
    awards.figure, awards.figure_text = "3 days", "left to nominate, until Wednesday 25 November, 11.59 pm"
    course = Sample(heading="The president on the steering group", url=HERE, when="9 November", figure="")
    course.text = "Two more years, by the vote of all member associations."
    return [awards, course]


def hubs() -> list[Sample]:
    return [
        Sample(name="Fife and the East", url=HERE, map_x=170, map_y=151, lines=["Led by Ailsa Drummond-Reyes."]),
        Sample(name="Yorkshire and the North", url=HERE, map_x=238, map_y=294, lines=["Led by Joel Hartigan."]),
        Sample(name="Midlands", url=HERE, map_x=221, map_y=378, lines=["Led by Parveen Aldous."]),
        Sample(name="South Wales", url=HERE, map_x=165, map_y=425, lines=["Led by Ffion Darrow."]),
        Sample(name="London and the South East", url=HERE, map_x=297, map_y=451, lines=["Led by Tunde Marchetti."]),
    ]


def context() -> dict[str, Any]:
    """Everything that the template `theme/components.html` shows, besides navigation and association."""
    line = Sample(description="Qualified professional membership, Nia Ferreday", price="£75.00")
    line.period = "22 November 2026 to 30 November 2027"
    return {
        "team_form": team_form(),
        "pay_form": PaySample(),
        "broken": BROKEN,
        "mend": MEND,
        "card": CARD,
        "film": FILM,
        "author": AUTHOR,
        "plans": plans(),
        "news": news(),
        "hubs": hubs(),
        "lines": [line],
        "page": Paginator(range(110), 10).page(4),
        "labels": [("Version", "3, of 14 September 2026"), ("Written by", "Samira Quayle, health visitor")],
        "between_us": BETWEEN_US,
        "here": HERE,
    }
