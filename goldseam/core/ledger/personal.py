from django.utils.translation import gettext_lazy as _

from goldseam.core.ledger.models import Account, Entry, Posting
from goldseam.foundation.contracts import Merging, NothingPersonal, PersonalData, declare

declare(Account, NothingPersonal("The chart of accounts."))
declare(
    Entry,
    PersonalData(
        person="by",
        merging=Merging.STAYS,
        fields=["on", "memo", "about"],
        technical=["key", "about"],
        title=_("Entries you made in the ledger"),
        kept_because=_("Accounting records: Companies Act 2006 s. 388, Charities Act 2011 s. 131."),
        kept_for=_("six years after the end of the financial year"),
    ),
)
declare(Posting, NothingPersonal("Accounts and amounts; the entry names the order by key."))
