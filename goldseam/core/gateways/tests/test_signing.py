from datetime import UTC, datetime, timedelta

import pytest

from goldseam.core.gateways.protocol import ForgedNotice
from goldseam.core.gateways.signing import sign, verify

NOW = datetime(2026, 11, 22, 10, 0, 0, tzinfo=UTC)
BODY = b'{"reference": "bs_1", "state": "paid", "amount_pence": 7500}'
SECRET = "whsec_ours"


@pytest.mark.parametrize("seconds", [-300, -1, 0, 1, 300])
def test_a_notice_signed_within_five_minutes_holds(seconds: int) -> None:
    verify(BODY, sign(BODY, secret=SECRET, at=NOW + timedelta(seconds=seconds)), secret=SECRET, at=NOW)


@pytest.mark.parametrize("seconds", [-86_400, -301, 301, 86_400])
def test_an_older_or_later_one_does_not(seconds: int) -> None:
    with pytest.raises(ForgedNotice, match="age"):
        verify(BODY, sign(BODY, secret=SECRET, at=NOW + timedelta(seconds=seconds)), secret=SECRET, at=NOW)


def test_a_changed_body_does_not_hold() -> None:
    header = sign(BODY, secret=SECRET, at=NOW)
    with pytest.raises(ForgedNotice, match="signature"):
        verify(BODY.replace(b"7500", b"1"), header, secret=SECRET, at=NOW)


def test_another_secret_does_not_hold() -> None:
    with pytest.raises(ForgedNotice, match="signature"):
        verify(BODY, sign(BODY, secret="whsec_theirs", at=NOW), secret=SECRET, at=NOW)


def test_a_stamp_cannot_be_moved_under_its_signature() -> None:
    old = sign(BODY, secret=SECRET, at=NOW - timedelta(hours=1))
    moved = f"t={int(NOW.timestamp())},{old.partition(',')[2]}"
    with pytest.raises(ForgedNotice, match="signature"):
        verify(BODY, moved, secret=SECRET, at=NOW)


@pytest.mark.parametrize(
    "header", ["", "t=,v1=", "v1=abc", "t=1", "t=abc,v1=def", "t=-5,v1=x", "=,=,=", "t=1,v1=é", "x" * 9000]
)
def test_what_is_no_signature_is_refused(header: str) -> None:
    with pytest.raises(ForgedNotice):
        verify(BODY, header, secret=SECRET, at=NOW)
