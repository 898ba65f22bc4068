from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.roles import MONEY
from goldseam.core.sales.models import Order

ORDER_POLICY = DeskPolicy(Order, {"view": MONEY, "match": MONEY, "refund": MONEY, "withdraw": MONEY})
