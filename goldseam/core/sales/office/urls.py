from django.urls import path

from goldseam.core.desk.paths import paths_of
from goldseam.core.sales.office import acts, corrections
from goldseam.core.sales.office.file import OrderFile, paper
from goldseam.core.sales.office.lists import OrderList
from goldseam.core.sales.office.many import WithdrawMany
from goldseam.core.sales.office.policy import ORDER_POLICY

app_name = "orders"
view, match, refund = (ORDER_POLICY.rule(action) for action in ("view", "match", "refund"))
sends_back = refund.asking_again()
urlpatterns = [
    *paths_of(OrderList),
    path("many/set-aside/", ORDER_POLICY.rule("withdraw")(WithdrawMany.as_view()), name="withdraw_many"),
    path("<int:pk>/", view(OrderFile.as_view()), name="file"),
    path("<int:pk>/papers/<int:paper>/", view(paper), name="paper"),
    path("<int:pk>/transfer/", match(acts.MatchTransfer.as_view()), name="transfer"),
    path("<int:pk>/cancel/", sends_back(corrections.CancelOrder.as_view()), name="cancel"),
    path("<int:pk>/waive/", refund(corrections.WaiveOrder.as_view()), name="waive"),
    path("<int:pk>/correct/", refund(corrections.CorrectInvoice.as_view()), name="correct"),
    path("<int:pk>/payments/<int:payment>/back/", match(corrections.TakeBackTransfer.as_view()), name="take_back"),
    path("<int:pk>/refund/", sends_back(acts.RefundOrder.as_view()), name="refund"),
    path("<int:pk>/refunds/<int:refund>/made/", sends_back(acts.ConfirmRefund.as_view()), name="refund_made"),
]
