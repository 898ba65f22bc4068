from goldseam.foundation.contracts import NothingPersonal, declare
from goldseam.foundation.pagecache.models import PendingDrop

declare(PendingDrop, NothingPersonal("A row without content, for the moment between a change and its new pages."))
