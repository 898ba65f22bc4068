from procrastinate.contrib.django import app

from goldseam.core.mail.delivery import deliver_due
from goldseam.foundation import clock


@app.task(name="mail.deliver", queue="soon", queueing_lock="mail.deliver")
def deliver() -> None:
    deliver_due(at=clock.now())
