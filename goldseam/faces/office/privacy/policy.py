from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.models import Consent
from goldseam.foundation.privacy.models import Request

# Whoever only reads looks at the association, not at what people ask of it about themselves.
PRIVACY_POLICY = DeskPolicy(Request, dict.fromkeys(("view", "change"), ("office",)), is_for_readers=False)
CONSENT_POLICY = DeskPolicy(Consent, {"view": ("office",)}, is_for_readers=False)
