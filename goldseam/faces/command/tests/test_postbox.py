import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldseam.faces.command.installation import free_port
from goldseam.faces.command.tests.waiting import until


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mail"


@pytest.fixture
def port(folder: Path) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "goldseam.faces.demo.postbox", "--port", str(port), "--folder", str(folder)]
    with subprocess.Popen(command) as postbox:
        until(lambda: greets(port), "the postbox greets")
        yield port
        postbox.terminate()
        assert postbox.wait(5) == 0


def greets(port: int) -> bool:
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=2):
            return True
    except OSError:
        return False


def post(port: int, *recipients: str) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=5) as server:
        server.sendmail("office@aimh.example", recipients, "Subject: Welcome\r\n\r\n.\r\nYour term runs.\r\n")


def test_a_letter_is_kept_whole_under_the_name_of_its_recipient(port: int, folder: Path) -> None:
    before = time.time_ns()
    post(port, "Nia.Okafor@leeds.example")

    (letter,) = folder.glob("*.eml")
    sent_at, _, slug = letter.stem.partition("-")
    assert before < int(sent_at) < time.time_ns()
    assert slug == "nia-okafor-leeds-example"
    assert letter.read_bytes() == (
        b"Return-Path: <office@aimh.example>\r\nDelivered-To: Nia.Okafor@leeds.example\r\n"
        b"Subject: Welcome\r\n\r\n.\r\nYour term runs.\r\n"
    )


def test_every_recipient_has_a_letter_of_their_own(port: int, folder: Path) -> None:
    post(port, "nia@leeds.example", "tom@leeds.example")
    assert sorted(letter.stem.partition("-")[2] for letter in folder.glob("*.eml")) == [
        "nia-leeds-example",
        "tom-leeds-example",
    ]


def test_a_recipient_cannot_choose_where_the_letter_is_kept(port: int, folder: Path) -> None:
    post(port, '"../../escape/me"@leeds.example')
    (letter,) = folder.parent.rglob("*.eml")
    assert letter.parent == folder
    assert letter.name.endswith("-escape-me-leeds-example.eml")


def test_mail_to_bounce_example_is_refused_for_good(port: int, folder: Path) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        post(port, "gone@bounce.example")
    code, text = refused.value.recipients["gone@bounce.example"]
    assert (code, text.split()[0]) == (550, b"5.1.1")
    assert list(folder.glob("*.eml")) == []


def test_mail_to_full_example_is_refused_for_now(port: int) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        post(port, "busy@full.example")
    assert refused.value.recipients["busy@full.example"][0] == 452


def test_it_loads_no_django() -> None:
    program = (
        "import sys, goldseam.faces.demo.postbox; sys.exit(any(name.startswith('django') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
