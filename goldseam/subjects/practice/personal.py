from goldseam.foundation.contracts import NothingPersonal, declare
from goldseam.subjects.practice.models import Country, Signpost

# The notes of parents are kept in their own browsers; nothing of them ever reaches a table here.
declare(Country, NothingPersonal("Where families find help."))
declare(Signpost, NothingPersonal("Where families find help."))
