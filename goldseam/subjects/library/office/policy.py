from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.roles import PAGES
from goldseam.subjects.library.models import Factsheet

FACTSHEET_POLICY = DeskPolicy(Factsheet, {"view": PAGES, "add": PAGES, "change": PAGES})
