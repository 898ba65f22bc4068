from goldseam.foundation.contracts import NothingPersonal, declare
from goldseam.subjects.library.models import Factsheet, Version

declare(Factsheet, NothingPersonal("Published texts."))
declare(Version, NothingPersonal("Published texts and the names their authors put on them."))
