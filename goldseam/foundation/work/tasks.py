from procrastinate.contrib.django import app

from goldseam.foundation import clock
from goldseam.foundation.work.schedule import run_due
from goldseam.foundation.work.stuck import take_up_stuck_jobs


@app.periodic(cron="* * * * *")
@app.task(name="work.tick", queue="tick", queueing_lock="work.tick", pass_context=False)
def tick(timestamp: int) -> None:
    take_up_stuck_jobs()
    run_due(at=clock.now())
