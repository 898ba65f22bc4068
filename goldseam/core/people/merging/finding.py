"""Finding two records that seem to be one person: by a name and something else besides, never by a name alone.

One statement over everybody. Records that share a name and a hint stand beside each other in one order, and each is
compared with the few before it: a hundred who share both cost a hundred comparisons and not ten thousand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

BESIDE = 3
# What is said of each hint, the strongest first.
HINTS: dict[str, Any] = {
    "email": _("the e-mail addresses differ in dots or in what stands after a plus"),
    "address": _("same name and same postal address"),
    "postcode": _("same name and same postcode"),
    "employer": _("same name and same employer"),
}
_FIND = """
WITH known AS MATERIALIZED (
    SELECT p.id, p.met_at, p.postcode_district AS postcode, lower(p.email) AS email,
        lower(btrim(p.given_name)) || ' ' || lower(btrim(p.family_name)) || ' ' AS name,
        lower(regexp_replace(p.address, '[^[:alnum:]]', '', 'g')) AS address,
        lower(btrim(p.employer)) AS employer
    FROM people_person AS p
    WHERE p.merged_into_id IS NULL AND p.taken_back_at IS NULL AND p.family_name <> ''
        AND NOT EXISTS (SELECT FROM privacy_erasure AS e WHERE e.person_id = p.id)
), hinted AS (
    SELECT id, met_at, 'email' AS hint, 8 AS weight, hashtextextended(
        replace(split_part(split_part(email, '@', 1), '+', 1), '.', '') || '@' || split_part(email, '@', 2), 0) AS same
    FROM known WHERE email <> ''
    UNION ALL SELECT id, met_at, 'address', 4, hashtextextended(name || address, 1) FROM known WHERE address <> ''
    UNION ALL SELECT id, met_at, 'postcode', 2, hashtextextended(name || postcode, 2) FROM known WHERE postcode <> ''
    UNION ALL SELECT id, met_at, 'employer', 1, hashtextextended(name || employer, 3) FROM known WHERE employer <> ''
), beside AS (
    SELECT id, met_at, hint, weight, ARRAY[{before}] AS others
    FROM hinted WINDOW alike AS (PARTITION BY hint, same ORDER BY id)
), pairs AS (
    SELECT other AS one, b.id AS other, b.met_at AS since, array_agg(b.hint ORDER BY b.weight DESC) AS hints,
        sum(b.weight) AS score
    FROM beside AS b, unnest(b.others) AS other
    WHERE b.others[1] IS NOT NULL AND other IS NOT NULL
    GROUP BY other, b.id, b.met_at
)
SELECT one, other, since, hints FROM pairs
WHERE NOT EXISTS (SELECT FROM people_toldapart AS t WHERE t.one_id = pairs.one AND t.other_id = pairs.other)
ORDER BY score DESC, one, other
"""


@dataclass(frozen=True)
class Pair:
    """Two records that seem one, the older first; since when, and by which hints, the strongest first."""

    one: int
    other: int
    since: datetime
    hints: Sequence[str]


def pairs() -> list[Pair]:
    """All pairs that nobody has told apart, the surest first."""
    before = ", ".join(f"lag(id, {place}) OVER alike" for place in range(1, BESIDE + 1))
    with connection.cursor() as cursor:
        cursor.execute(_FIND.format(before=before))
        return [Pair(*row) for row in cursor.fetchall()]


def in_words(hints: Sequence[str]) -> str:
    return "; ".join(str(HINTS[hint]) for hint in hints if hint in HINTS)
