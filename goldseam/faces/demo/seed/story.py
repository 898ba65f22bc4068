"""The whole telling, in its order."""

from goldseam.faces.demo.seed import places, staff
from goldseam.faces.demo.seed.telling import Telling
from goldseam.foundation import clock


def seed(*, number: int = 1, today=None) -> None:
    """Tell the association of the last three years. The same `number` on the same day tells the same."""
    telling = Telling(seed=number, today=today or clock.local_date(clock.now()))
    with telling.as_the_clock():
        places.make_places()
        staff.meet_staff(telling)
        telling.tell()
