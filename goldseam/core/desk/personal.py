from goldseam.core.desk.models import SentForm
from goldseam.foundation.contracts import NothingPersonal, declare

declare(SentForm, NothingPersonal("Random keys of forms that were sent; they live a month."))
