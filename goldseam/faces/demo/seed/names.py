"""Names, work and places for invented people. Any likeness to somebody is chance."""

from pathlib import Path

GIVEN = (Path(__file__).parent / "given_names.txt").read_text(encoding="utf-8").split()
FAMILY = (Path(__file__).parent / "family_names.txt").read_text(encoding="utf-8").split()

TRUSTS = ["Calder Vale Health Trust", "Northmoor Community Services", "Severn Reach Health Trust"]
UNITS = ["St Brannoc’s Maternity Unit", "Lantern Birth Centre", "Calder Vale Health Trust"]
TEAMS = ["Parent–Infant Team Northmoor", "The Quiet Room, Derby", "Own practice"]
ROOMS = ["Brackenfield Nursery", "Little Tern Nursery", "Ashgrove Family Centre"]
COUNCILS = ["Calderdale Reach Council", "Esk Valley Council", "Taff Side Council"]
WARDS = ["Ashgrove Neonatal Unit", "St Brannoc’s Neonatal Unit"]
CENTRES = ["Brackenfield Family Centre", "Hearth and Home", "Eskdale Home Visitors"]

# What people are, how often we meet them, and where they work.
WORK = [
    ("Health visitor", 24, TRUSTS),
    ("Midwife", 12, UNITS),
    ("Psychologist", 11, TEAMS),
    ("Psychotherapist", 9, TEAMS),
    ("Nursery or early years staff", 14, ROOMS),
    ("Social worker", 9, COUNCILS),
    ("Neonatal nurse", 8, WARDS),
    ("Family support worker", 9, CENTRES),
    ("Speech and language therapist", 4, TRUSTS),
]
UNIVERSITIES = [
    "University of Penhallow",
    "University of Northmoor",
    "Firthside University",
    "Severn Metropolitan University",
]
DOMAINS = [
    "families.example",
    "calder-trust.example",
    "northmoor.example",
    "post.example",
    "earlyyears.example",
    "home.example",
    "severn.example",
]
