"""The association itself: its name and account, hubs and plans."""

from goldseam.core.ledger.actions import ensure_accounts
from goldseam.core.people.models import Association, Hub
from goldseam.subjects.membership.models import Plan

NAME = "Association for Infant Mental Health (demo)"

# Name, slug, lead, where it stands on the theme's map, and the letters its postcodes begin with.
HUBS = [
    ("Fife and the East", "fife-and-the-east", 170, 151, "AB DD DG EH FK G HS IV KA KW KY ML PA PH TD ZE"),
    ("Yorkshire and the North", "yorkshire-and-the-north", 238, 294, "LS BB BD BL CA CH CW DH DL DN FY HD HG HU HX L LA M NE OL PR S SK SR TS WA WF WN YO BT IM"),
    ("Midlands", "midlands", 221, 378, "B CV DE DY LE LN NG NN PE ST TF WR WS WV SY HR"),
    ("South Wales", "south-wales", 165, 425, "CF SA NP LD LL BA BS EX GL PL TA TQ TR DT"),
    ("London and the South East", "london-and-the-south-east", 297, 451, "AL BH BN BR CB CM CO CR CT DA E EC EN GU GY HA HP IG IP JE KT LU ME MK N NR NW OX PO RG RH RM SE SG SL SM SN SO SP SS SW TN TW UB W WC WD"),
]  # fmt: skip

INTRODUCTIONS = {
    "fife-and-the-east": "We meet every second month in Dundee or Kirkcaldy, and walk afterwards when it does not rain.",
    "yorkshire-and-the-north": "We meet online on first Mondays and twice a year in Leeds, where somebody always brings soup.",
    "midlands": "We meet in Derby and Leicester in turn. Newcomers are met at the door.",
    "south-wales": "We meet in Cardiff and Barry, in Welsh and English, with a corner for babies.",
    "london-and-the-south-east": "We meet on Friday mornings in Lewisham, and online when the trains do not run.",
}


def make_places() -> None:
    """Everything that has to be there before the first person is met."""
    Association.objects.update_or_create(
        pk=1,
        defaults={
            "name": NAME,
            "short_name": "AIMH (demo)",
            "address": "4 Lantern Yard\nLeeds LS1 9ZZ",
            "email": "office@aimh.example",
            "charity_number": "0000000 (invented)",
            "bank_account_name": "Association for Infant Mental Health",
            "bank_sort_code": "20-00-00",
            "bank_account_number": "12345678",
        },
    )
    ensure_accounts()
    for position, (name, slug, x, y, areas) in enumerate(HUBS, start=1):
        Hub.objects.create(
            name=name,
            slug=slug,
            introduction=INTRODUCTIONS[slug],
            postcode_areas=areas.split(),
            position=position,
            map_x=x,
            map_y=y,
        )
    _make_plans()


def _make_plans() -> None:
    stop = "It ends by itself after a year; nothing is taken without asking you."
    Plan.objects.create(
        slug="qualified-professional",
        name="Qualified Professional",
        for_whom="You work with babies and their families, in any profession.",
        gives=["The library of factsheets", "Your local hub", "Member prices", "CPD record and certificates", "A vote at the annual meeting"],
        how_to_stop=stop,
        price_pence=7500,
        position=1,
    )  # fmt: skip
    Plan.objects.create(
        slug="student",
        name="Student",
        for_whom="You are studying for work with babies, children or families.",
        gives=["The library of factsheets", "Your local hub", "CPD record and certificates"],
        how_to_stop=stop,
        price_pence=3000,
        position=2,
    )
    Plan.objects.create(
        slug="friend",
        name="Friend",
        for_whom="You are a parent, a carer, retired, or simply on our side.",
        gives=["The newsletter and public talks", "Your hub’s open meetings"],
        how_to_stop=stop,
        price_pence=4000,
        opens_library=False,
        keeps_cpd=False,
        position=3,
    )
