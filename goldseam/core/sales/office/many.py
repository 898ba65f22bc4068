"""What the office does with many orders at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.core.desk.many import ManyAct
from goldseam.core.sales.actions.ordering import withdraw_unpaid
from goldseam.core.sales.office.lists import OrderList, in_state


class WithdrawMany(ManyAct):
    """Orders for which money has come stay as they are: that is for a refund."""

    list_class = OrderList
    permission_required = "withdraw"
    page_title = gettext_lazy("Set unpaid orders aside")
    submit_label = gettext_lazy("Set them aside")
    header_icon = "tasks"
    is_confirmed_first = True
    # Each order is locked and looked at by itself.
    most = 500

    def what_will_happen(self, form: Any) -> Sequence[str]:
        going = in_state(self.selection.rows(), "open").count()
        staying = self.count - going
        told = {"going": going, "staying": staying}
        words = [ngettext("%(going)s unpaid order is set aside.", "%(going)s unpaid orders are set aside.", going)]
        if staying:
            words.append(
                ngettext(
                    "%(staying)s stays as it is: money has come for it, or it is set aside already.",
                    "%(staying)s stay as they are: money has come for them, or they are set aside already.",
                    staying,
                )
            )
        words.append(_("Their links to pay lead nowhere from then on; money that still comes is sent back."))
        return [sentence % told for sentence in words]

    def act(self, form: Any, *, at: datetime) -> str:
        orders = self.selection.rows().order_by("pk").values_list("pk", flat=True)
        count = withdraw_unpaid(orders=list(orders), at=at, by=self.viewer)
        return ngettext("%(count)s order is set aside.", "%(count)s orders are set aside.", count) % {"count": count}
