"""Whom the rows speak of, among those we know: sure by a proved address and a name, otherwise only proposed."""

from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from goldseam.faces.importers.models import Import

_FORGET = """
UPDATE importers_importrow SET alike_id = NULL, is_sure = false
WHERE upload_id = %(upload)s AND alike_id IS NOT NULL AND decision = ''
"""
_BY_ADDRESS = """
UPDATE importers_importrow AS r SET
    alike_id = coalesce(p.merged_into_id, p.id),
    is_sure = p.email_proved_at IS NOT NULL AND (
        lower(p.given_name) = lower(r.told->>'given_name') OR lower(p.family_name) = lower(r.told->>'family_name'))
FROM people_person AS p
WHERE r.upload_id = %(upload)s AND r.number = r.lead AND r.decision = ''
    AND lower(p.email) = lower(r.told->>'email')
"""
# A name alone is nobody: it counts where one of the two has no address, or where both live in the same district.
_BY_NAME = """
UPDATE importers_importrow AS r SET alike_id = found.person
FROM (
    SELECT r.id, min(p.id) AS person
    FROM importers_importrow AS r JOIN people_person AS p
        ON lower(p.family_name) = lower(r.told->>'family_name') AND lower(p.given_name) = lower(r.told->>'given_name')
    WHERE r.upload_id = %(upload)s AND r.number = r.lead AND r.alike_id IS NULL AND r.decision = ''
        AND p.merged_into_id IS NULL AND p.taken_back_at IS NULL
        AND (p.email IS NULL OR r.told->>'email' IS NULL
            OR (p.postcode_district <> '' AND p.postcode_district = r.told->>'postcode_district'))
    GROUP BY r.id
) AS found
WHERE r.id = found.id
"""
# A term the person has already, day for day, is the same term.
_OVERLAPS = """
SELECT r.id, r.number
FROM importers_importrow AS r
JOIN importers_importrow AS l ON l.upload_id = r.upload_id AND l.number = r.lead
JOIN membership_membership AS m ON m.person_id = l.alike_id
JOIN membership_term AS t ON t.membership_id = m.id
WHERE r.upload_id = %(upload)s AND (l.is_sure OR l.decision = 'same') AND r.told ? 'starts_on'
    AND coalesce(t.cut_short_on, t.ends_on) >= t.starts_on
    AND daterange((r.told->>'starts_on')::date, (r.told->>'ends_on')::date, '[]')
        && daterange(t.starts_on, coalesce(t.cut_short_on, t.ends_on), '[]')
    AND NOT (t.starts_on = (r.told->>'starts_on')::date AND t.ends_on = (r.told->>'ends_on')::date)
GROUP BY r.id, r.number ORDER BY r.number
"""
_COUNT = """
SELECT count(*), count(*) FILTER (WHERE number = lead), count(*) FILTER (WHERE faults <> '{}'),
    count(*) FILTER (WHERE number = lead AND alike_id IS NULL),
    count(*) FILTER (WHERE is_sure), count(*) FILTER (WHERE alike_id IS NOT NULL AND NOT is_sure AND decision = ''),
    count(*) FILTER (WHERE told ? 'starts_on'), count(*) FILTER (WHERE told ? 'amount_pence'),
    coalesce(sum((told->>'amount_pence')::bigint), 0)::bigint,
    count(*) FILTER (WHERE told->>'consent' = 'yes'),
    count(*) FILTER (WHERE told->>'consent' = 'no' OR told ? 'is_bounced' OR told ? 'is_held')
FROM importers_importrow WHERE upload_id = %(upload)s
"""
COUNTED = (
    "rows", "people", "faulty", "new", "known", "undecided", "terms", "payments", "paid_pence", "consents", "refusals",
)  # fmt: skip


def match(upload: Import) -> None:
    """Look again for people we know, for every row that nobody has decided; an overlapping term is a fault."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE importers_importrow")
        for statement in (_FORGET, _BY_ADDRESS, _BY_NAME):
            cursor.execute(statement, {"upload": upload.pk})
        found = overlaps(upload)
        cursor.execute(
            "UPDATE importers_importrow SET faults = array_append(faults, %s), told = '{}' WHERE id = ANY(%s)",
            [_("The person has another term that overlaps this one."), [key for key, _number in found]],
        )


def overlaps(upload: Import) -> list[tuple[int, int]]:
    """Key and number of each row whose term overlaps one that the person has already."""
    with connection.cursor() as cursor:
        cursor.execute(_OVERLAPS, {"upload": upload.pk})
        return list(cursor.fetchall())


def count(upload: Import) -> dict[str, Any]:
    """What the rows of an import come to."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"upload": upload.pk})
        return dict(zip(COUNTED, cursor.fetchone(), strict=True))
