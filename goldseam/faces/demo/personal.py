from goldseam.faces.demo.models import DemoClock
from goldseam.foundation.contracts import NothingPersonal, declare

declare(DemoClock, NothingPersonal("How far the demo's clock is ahead of real time."))
