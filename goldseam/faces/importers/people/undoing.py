"""Undoing an import as a whole: terms that never ran, consents and holds that end, and a correction for every fact."""

from datetime import datetime

from django.db import connection

from goldseam.faces.importers import facts
from goldseam.faces.importers.models import Import

_CLEAR = "DROP TABLE IF EXISTS undoing"
_OURS = """
CREATE TEMPORARY TABLE undoing ON COMMIT DROP AS
SELECT f.id, f.person_id, f.subject, split_part(f.subject, ':', 1) AS thing,
    split_part(f.subject, ':', 2)::bigint AS key, f.data ? 'was_running' AS was_running
FROM timeline_fact AS f
JOIN (SELECT DISTINCT person_id FROM importers_importrow WHERE upload_id = %(upload)s) AS r ON r.person_id = f.person_id
WHERE f.data->>'import' = %(upload)s::text AND f.id <= %(last_fact)s
"""
# Whatever happens to somebody is a fact: anything later about those who came with this import was built on it. Of those
# whom we knew before, what touches a term counts.
_BUILT_ON = """
SELECT p.given_name || ' ' || p.family_name
FROM importers_importrow AS r
JOIN timeline_fact AS f ON f.person_id = r.person_id AND f.id > %(last_fact)s
JOIN people_person AS p ON p.id = r.person_id
WHERE r.upload_id = %(upload)s AND (r.is_new OR f.kind LIKE 'membership.%%')
LIMIT 1
"""
_CORRECT = """
INSERT INTO timeline_fact (kind, person_id, subject, by_id, at, recorded_at, data, corrects_id)
SELECT %(taken_back)s, person_id, subject, %(by)s, %(at)s, now(),
    jsonb_build_object('import', %(upload)s, 'number', %(upload)s), id
FROM undoing
"""
_TERMS = """
UPDATE membership_term AS t SET cut_short_on = t.starts_on - 1
FROM undoing AS u WHERE u.thing = 'membership.term' AND u.key = t.id
"""
_CONSENTS = """
UPDATE people_consent AS c SET withdrawn_at = CASE WHEN u.was_running THEN NULL ELSE %(at)s END,
    withdrawn_where = CASE WHEN u.was_running THEN '' ELSE 'import' END
FROM undoing AS u WHERE u.thing = 'people.consent' AND u.key = c.id AND (u.was_running OR c.withdrawn_at IS NULL)
"""
_SUPPRESSIONS = """
UPDATE mail_suppression AS s SET ended_at = %(at)s
FROM undoing AS u WHERE u.thing = 'mail.suppression' AND u.key = s.id AND s.ended_at IS NULL
"""
_HOLDS = """
UPDATE people_hold AS h SET ended_at = %(at)s
FROM undoing AS u WHERE u.thing = 'people.hold' AND u.key = h.id AND h.ended_at IS NULL
"""
# Their addresses become free: the same people can be brought in again.
_PEOPLE = """
UPDATE people_person AS p SET taken_back_at = %(at)s, email = NULL, is_active = false
FROM importers_importrow AS r WHERE r.upload_id = %(upload)s AND r.is_new AND r.person_id = p.id
"""
STEPS = (_CLEAR, _OURS, _CORRECT, _TERMS, _CONSENTS, _SUPPRESSIONS, _HOLDS, _PEOPLE)


def built_on_by(upload: Import) -> str:
    """The name of somebody of this import to whom something has happened since; '' when there is nobody."""
    with connection.cursor() as cursor:
        cursor.execute(_BUILT_ON, {"upload": upload.pk, "last_fact": upload.last_fact})
        row = cursor.fetchone()
    return row[0] if row else ""


def take_back(upload: Import, *, by: int | None, at: datetime) -> None:
    """Take everything back, in the caller's transaction."""
    given = {
        "upload": upload.pk,
        "last_fact": upload.last_fact,
        "by": by,
        "at": at,
        "taken_back": facts.TAKEN_BACK.key,
    }
    with connection.cursor() as cursor:
        for statement in STEPS:
            cursor.execute(statement, given)
