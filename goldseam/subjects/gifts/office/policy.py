from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.roles import MONEY
from goldseam.subjects.gifts.models import Application, Gift

GIFT_POLICY = DeskPolicy(Gift, {"view": MONEY, "change": ("office",)})
BURSARY_POLICY = DeskPolicy(Application, dict.fromkeys(("view", "change"), ("office",)), is_for_readers=False)
