from procrastinate.contrib.django import app

from goldseam.foundation import clock
from goldseam.foundation.work.runs import carry_on
from goldseam.foundation.work.schedule import run_due
from goldseam.foundation.work.stuck import take_up_stuck_jobs


@app.periodic(cron="* * * * *")
@app.task(name="work.tick", queue="tick", queueing_lock="work.tick", pass_context=False)
def tick(timestamp: int) -> None:
    take_up_stuck_jobs()
    run_due(at=clock.now())


@app.task(name="work.look_now", queue="soon", queueing_lock="work.look_now")
def look_now() -> None:
    """Something happened that a sweep will want to know of: do not wait for the minute."""
    run_due(at=clock.now(), all_of_them=True)


@app.task(name="work.carry_on", queue="soon", queueing_lock="work.carry_on")
def carry_on_soon() -> None:
    """Somebody asked for a long run: do not wait for the minute."""
    carry_on(at=clock.now())
