from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.roles import MONEY
from goldseam.core.sales.models import Order, Payment, Refund

ORDER_POLICY = DeskPolicy(Order, {"view": MONEY, "match": MONEY, "refund": MONEY, "withdraw": MONEY})
# They are changed at the order: here they are read.
PAYMENT_POLICY = DeskPolicy(Payment, {"view": MONEY})
REFUND_POLICY = DeskPolicy(Refund, {"view": MONEY})
