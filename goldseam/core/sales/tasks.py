from procrastinate.contrib.django import app

from goldseam.core.sales.actions import charging, refunding
from goldseam.foundation import clock


@app.task(name="sales.send_refunds", queue="soon", queueing_lock="sales.send_refunds")
def send_refunds() -> None:
    refunding.send_refunds(at=clock.now())


@app.task(name="sales.send_charges", queue="soon", queueing_lock="sales.send_charges")
def send_charges() -> None:
    charging.send_charges(at=clock.now())
