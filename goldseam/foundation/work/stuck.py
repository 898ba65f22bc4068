"""Jobs whose worker was killed: procrastinate leaves them marked as running, so somebody has to look."""

from django.db import connection

_TAKE_UP = """
UPDATE procrastinate_jobs SET status = 'failed'
WHERE status = 'doing' AND (worker_id IS NULL OR worker_id NOT IN (
    SELECT id FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds'))
RETURNING task_name
"""


def take_up_stuck_jobs() -> list[str]:
    """Close the jobs of dead workers. Every job's work is also some sweep's work, so nothing is lost by closing it."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_UP)
        return [row[0] for row in cursor.fetchall()]
