"""The association itself: its name and account, hubs and plans."""

from dataclasses import dataclass

from goldseam.core.ledger.actions import ensure_accounts
from goldseam.core.people.models import Association, Hub
from goldseam.foundation import clock
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.teams.prices import set_tier

NAME = "Association for Infant Mental Health (demo)"
# What each person costs in a team of so many.
TIERS = {5: 6500, 10: 6000, 25: 5500}


@dataclass(frozen=True)
class Place:
    """A hub: where it stands on the theme's map, and the letters with which its postcodes begin, its heart first."""

    name: str
    slug: str
    x: int
    y: int
    areas: str
    introduction: str


HUBS = [
    Place(
        "Fife and the East",
        "fife-and-the-east",
        170,
        151,
        "KY DD EH FK PH AB G ML KA PA DG TD IV HS KW ZE",
        "We meet every second month in Dundee or Kirkcaldy, and walk afterwards when it does not rain.",
    ),
    Place(
        "Yorkshire and the North",
        "yorkshire-and-the-north",
        238,
        294,
        "LS BD HX WF YO S HU HG HD DN DL TS NE SR DH CA LA PR BB BL M OL SK WA WN L CH CW FY IM BT",
        "We meet online on first Mondays and twice a year in Leeds, where somebody always brings soup.",
    ),
    Place(
        "Midlands",
        "midlands",
        221,
        378,
        "DE NG LE B CV NN ST WS WV DY WR TF HR SY LN PE",
        "We meet in Derby and Leicester in turn. Newcomers are met at the door.",
    ),
    Place(
        "South Wales",
        "south-wales",
        165,
        425,
        "CF NP SA LD LL BS BA GL TA EX PL TQ TR DT",
        "We meet in Cardiff and Barry, in Welsh and English, with a corner for babies.",
    ),
    Place(
        "London and the South East",
        "london-and-the-south-east",
        297,
        451,
        "SE BR CR SW N E NW W WC EC DA TN ME CT BN RH GU KT SM TW UB HA EN IG RM SS CM CO IP NR CB AL LU MK OX RG SG",
        "We meet on Friday mornings in Lewisham, and online when the trains do not run.",
    ),
]


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
    for position, hub in enumerate(HUBS, start=1):
        Hub.objects.create(
            name=hub.name,
            slug=hub.slug,
            introduction=hub.introduction,
            postcode_areas=hub.areas.split(),
            position=position,
            map_x=hub.x,
            map_y=hub.y,
        )
    _make_plans()


QUALIFIED_GIVES = [
    "The library of factsheets",
    "Your local hub",
    "Member prices",
    "CPD record and certificates",
    "A vote at the annual meeting",
]


def _make_plans() -> None:
    stop = "It ends by itself after a year; nothing is taken without asking you."
    qualified = Plan.objects.create(
        slug="qualified-professional",
        name="Qualified Professional",
        for_whom="You work with babies and their families, in any profession.",
        gives=QUALIFIED_GIVES,
        how_to_stop=stop,
        price_pence=7500,
        position=1,
    )
    for from_seats, pence in TIERS.items():
        set_tier(plan=qualified, from_seats=from_seats, unit_pence=pence, at=clock.now(), by=None)
    Plan.objects.create(
        slug="student",
        name="Student",
        for_whom="You are studying for work with babies, children or families.",
        gives=["The library of factsheets", "Your local hub", "CPD record and certificates"],
        how_to_stop=stop,
        price_pence=3000,
        is_giftable=True,
        position=2,
    )
    Plan.objects.create(
        slug="friend",
        name="Friend",
        for_whom="You are a parent, a carer, retired, or simply on our side.",
        gives=["The newsletter and public talks", "Your hub’s open meetings"],
        how_to_stop=stop,
        price_pence=4000,
        is_payable_monthly=True,
        opens_library=False,
        keeps_cpd=False,
        position=3,
    )
