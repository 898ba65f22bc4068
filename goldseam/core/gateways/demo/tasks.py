from procrastinate.contrib.django import app

from goldseam.core.gateways.demo import outbox
from goldseam.foundation import clock


@app.task(name="gateways.demo.send_notices", queue="soon", queueing_lock="gateways.demo.send_notices")
def send_notices() -> None:
    outbox.send_notices(at=clock.now())
