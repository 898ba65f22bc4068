"""The demo bank's outbox: signed notices over real HTTP, tried again until they are accepted, as providers do."""

import http.client
import json
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings

from goldseam.core.gateways.demo.gateway import HEADER, secret
from goldseam.core.gateways.demo.models import BankNotice
from goldseam.core.gateways.signing import sign

logger = logging.getLogger(__name__)

NOTICE_PATH = "/gateways/demo/notice/"
PATIENCE_S = 10
AT_ONCE = 200


def send_notices(*, at: datetime, notices: Iterable[BankNotice] | None = None) -> int:
    """Send what is owed, or `notices` only; returns how many were accepted. Stops early when nobody answers."""
    owed = BankNotice.objects.filter(sent_at=None).order_by("id")[:AT_ONCE] if notices is None else notices
    accepted = 0
    for notice in owed:
        try:
            status = _post(notice)
        except (OSError, http.client.HTTPException) as error:
            logger.info("The demo bank could not deliver %s: %s", notice.pk, error)
            break
        if status == http.client.OK:
            BankNotice.objects.filter(pk=notice.pk).update(sent_at=at)
            accepted += 1
    return accepted


def envelope(notice: BankNotice) -> tuple[bytes, dict[str, str]]:
    """Body and headers as they go over the wire; the signature carries real time, whatever the moved clock says."""
    body = json.dumps(notice.body).encode()
    signature = sign(body, secret=secret(), at=datetime.now(UTC))
    return body, {"Content-Type": "application/json", HEADER: signature}


def _post(notice: BankNotice) -> int:
    site = urlsplit(settings.BASE_URL)
    connect = http.client.HTTPSConnection if site.scheme == "https" else http.client.HTTPConnection
    connection = connect(site.netloc, timeout=PATIENCE_S)
    try:
        connection.request("POST", NOTICE_PATH, *envelope(notice))
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    return answer.status
