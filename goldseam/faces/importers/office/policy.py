from goldseam.core.desk.policy import DeskPolicy
from goldseam.faces.importers.models import Import

IMPORT_POLICY = DeskPolicy(Import, dict.fromkeys(("view", "add", "change"), ("office",)))
