"""The worker: does what must not keep a visitor waiting, and everything that recurs."""

import os

from goldseam.faces.command.loading import unhindered

JOBS_AT_ONCE = 2
PATIENCE_S = 8.0


def main() -> None:
    """Work until SIGTERM or SIGINT; jobs under way have 8 s to end."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with unhindered():
        import django

        django.setup()
        from procrastinate.contrib.django import app
        from procrastinate.contrib.django.django_connector import DjangoConnector

    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(
            name="goldseam",
            concurrency=JOBS_AT_ONCE,
            delete_jobs="successful",
            shutdown_graceful_timeout=PATIENCE_S,
        )


if __name__ == "__main__":
    main()
