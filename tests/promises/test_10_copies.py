"""Promise 10: a restored copy is mute. 0 mails, 0 charges, 0 refunds until a person says that it is the live one."""

import json
from pathlib import Path
from typing import Any

import pytest

from goldseam.core.gateways.ways import IsACopy
from goldseam.core.mail.delivery import deliver_due
from goldseam.core.mail.models import Message
from goldseam.core.sales.actions.paying import start_payment
from goldseam.core.sales.actions.refunding import send_refunds
from goldseam.core.sales.models import Payment, Refund
from goldseam.core.sales.tests.factories import NOON
from goldseam.faces.command.tests.copies import empty_database, goldseam
from goldseam.foundation.livecopy.models import LiveCopy
from tests.promises.copied import an_ordinary_day, backed_up, with_files
from tests.smtp import SmtpSink

pytestmark = pytest.mark.django_db(transaction=True)

# A day of the worker, and Tom who tries to pay; what the bank then knows.
A_DAY = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django; django.setup()
from datetime import timedelta
from goldseam.core.gateways.demo.models import BankRefund, BankSession
from goldseam.core.gateways.ways import IsACopy
from goldseam.core.sales.actions.paying import start_payment
from goldseam.core.sales.models import Order, Refund
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.work.schedule import run_due
charges = BankSession.objects.count()
try:
    tom = Order.objects.get(payer_email="tom@families.example")
    start_payment(order=tom, way="demo", return_url="http://127.0.0.1/", at=NOON)
except IsACopy:
    pass
run_due(at=NOON + timedelta(hours=1), all_of_them=True)
print(json.dumps({
    "new charges": BankSession.objects.count() - charges,
    "refunds": BankRefund.objects.count(),
    "refunds waiting": Refund.objects.filter(state="asked").count(),
}))
"""


@pytest.mark.long
def test_a_restored_copy_writes_to_nobody_and_moves_no_money_until_it_is_declared_live(
    tmp_path: Path, smtp_sink: SmtpSink
) -> None:
    an_ordinary_day()
    file = backed_up(with_files(tmp_path / "first"), tmp_path / "made.tar.gz")
    home = tmp_path / "second"
    home.mkdir()

    with empty_database("goldseam_copy") as database:
        where: dict[str, Any] = {"home": home, "database": database, "EMAIL_URL": smtp_sink.url}
        restored = goldseam("restore", file, **where)
        assert restored.returncode == 0, restored.stderr

        mute = goldseam(program=A_DAY, **where)
        assert mute.returncode == 0, mute.stderr
        assert json.loads(mute.stdout) == {"new charges": 0, "refunds": 0, "refunds waiting": 1}
        assert smtp_sink.attempts == len(smtp_sink.letters) == 0

        nobody = goldseam("go-live", **where)
        assert nobody.returncode == 1
        assert "Refunds waiting  1, £75" in nobody.stdout
        assert "If you are sure, run goldseam go-live --yes." in nobody.stderr
        assert goldseam("go-live", "--yes", **where).returncode == 0

        # The control: the same day, on the same data, now that somebody has said so.
        live = goldseam(program=A_DAY, **where)
        assert json.loads(live.stdout) == {"new charges": 1, "refunds": 1, "refunds waiting": 0}
        assert len(smtp_sink.letters) >= 3


def test_in_a_copy_letters_and_refunds_wait_and_no_payment_begins(smtp_sink: SmtpSink) -> None:
    tom = an_ordinary_day()
    payments, waiting = Payment.objects.count(), Message.objects.filter(state="waiting").count()
    LiveCopy.objects.update(identity="https://association.example 5eed", is_new=False)

    assert deliver_due(at=NOON) == 0
    send_refunds(at=NOON)
    with pytest.raises(IsACopy):
        start_payment(order=tom, way="transfer", return_url="http://127.0.0.1/", at=NOON)

    assert Message.objects.filter(state="waiting").count() == waiting > 0
    assert Refund.objects.get().state == "asked"
    assert Payment.objects.count() == payments
    assert smtp_sink.attempts == 0


def test_who_wants_to_pay_in_a_copy_reads_why_it_cannot_be_done(client: Any) -> None:
    tom = an_ordinary_day()
    LiveCopy.objects.update(identity="", is_new=False)
    page = client.post(f"/pay/{tom.token}/", {"method": "demo"})
    assert page.status_code == 200
    assert "This is a copy of the site, so nothing can be paid here. Nothing was taken." in page.content.decode()
