from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.models import Consent
from goldseam.foundation.privacy.models import Request

PRIVACY_POLICY = DeskPolicy(Request, dict.fromkeys(("view", "change"), ("office",)))
CONSENT_POLICY = DeskPolicy(Consent, {"view": ("office",)})
