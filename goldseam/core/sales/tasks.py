from procrastinate.contrib.django import app

from goldseam.core.sales.actions import refunding
from goldseam.foundation import clock


@app.task(name="sales.send_refunds", queue="soon", queueing_lock="sales.send_refunds")
def send_refunds() -> None:
    refunding.send_refunds(at=clock.now())
