import os
import subprocess
import sys

import pytest

ASK = """
import django
from django.conf import settings
# The files were not gathered for this process; which name a style sheet has is not what is asked.
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
django.setup()
from django.test import Client
assert not settings.WITH_DEMO and settings.GATEWAYS == ["transfer"]
client = Client(headers={"host": "association.example"})
below = ["", "mail/", "mail.json", "clock/", "bank/", "bank/bs_1/", "components/", "sign-in/"]
for path in [f"/demo/{name}" for name in below]:
    for ask in (client.get, client.post):
        answer = ask(path, secure=True)
        assert answer.status_code in ((404,) if ask == client.get else (404, 405)), (path, answer.status_code)
assert client.post("/gateways/demo/notice/", b"{}", content_type="application/json", secure=True).status_code == 404
print("as it should be")
"""


def in_production(*command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "GOLDSEAM_MODE": "production",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "BASE_URL": "https://association.example",
        "SECRET_KEY": "x" * 60,
    }
    return subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.django_db
def test_nothing_of_the_demo_is_there_in_production(settings: object) -> None:
    """Asked of the test's own database from a process in production mode."""
    from django.db import connection

    url = os.environ["DATABASE_URL"]
    name = connection.settings_dict["NAME"]
    head, _, question = url.partition("?")
    environment = f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{question}" if question else "")
    done = in_production("-c", f"import os; os.environ['DATABASE_URL'] = {environment!r}\n{ASK}")
    assert "as it should be" in done.stdout, done.stderr[-2000:]


@pytest.mark.parametrize("command", ["demo", "seed"])
def test_the_demo_refuses_to_run_in_production(command: str) -> None:
    done = in_production("-m", "goldseam.faces.command.main", command)
    assert done.returncode == 1
    assert "production" in done.stderr
    assert "Traceback" not in done.stderr
