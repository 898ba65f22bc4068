from goldseam.foundation.access.models import Attempts
from goldseam.foundation.contracts import NothingPersonal, declare

declare(Attempts, NothingPersonal("Keys are one-way hashes and live for minutes."))
