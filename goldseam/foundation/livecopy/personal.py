from goldseam.foundation.contracts import NothingPersonal, declare
from goldseam.foundation.livecopy.models import LiveCopy

declare(LiveCopy, NothingPersonal("The address and number of an installation."))
