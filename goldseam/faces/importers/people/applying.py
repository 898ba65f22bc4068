"""Bringing in: the rows of a file become people, terms and facts, by statements over all of them, in one transaction.

Facts of an import carry its number; their subjects name the rows they stand for. Undoing reads both.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from goldseam.core.people.consents import PURPOSES
from goldseam.faces.importers import facts
from goldseam.faces.importers.models import Import
from goldseam.foundation.work.runs import Tell
from goldseam.subjects.membership import facts as membership

PURPOSE = "newsletter"

_CLEAR = "DROP TABLE IF EXISTS bringing"
_GATHER = """
CREATE TEMPORARY TABLE bringing ON COMMIT DROP AS
WITH leads AS MATERIALIZED (
    SELECT number, alike_id IS NULL OR decision = 'new' AS is_new,
        CASE WHEN alike_id IS NULL OR decision = 'new'
            THEN nextval(pg_get_serial_sequence('people_person', 'id')) ELSE alike_id END AS person_id
    FROM importers_importrow
    WHERE upload_id = %(upload)s AND number = lead AND decision <> 'leave'
)
SELECT r.id AS row_id, r.number, r.number = r.lead AS is_lead, leads.person_id, leads.is_new, told.*
FROM importers_importrow AS r
JOIN leads ON leads.number = r.lead
CROSS JOIN jsonb_to_record(r.told) AS told(
    given_name text, family_name text, email text, profession text, employer text, address text, postcode_district text,
    hub bigint, plan bigint, starts_on date, ends_on date, since_on date, met_at timestamptz, amount_pence integer,
    paid_on date, paid_at timestamptz, consent text, consent_at timestamptz, is_bounced boolean, is_held boolean,
    carried text)
WHERE r.upload_id = %(upload)s
"""
_INDEX = "CREATE INDEX ON bringing (person_id); ANALYZE bringing"
_PEOPLE = """
INSERT INTO people_person (id, password, is_superuser, given_name, family_name, email, profession, employer,
    postcode_district, address, hub_id, met_at, is_active)
SELECT person_id, '!' || md5(random()::text || person_id), false, coalesce(given_name, ''), coalesce(family_name, ''),
    email, coalesce(profession, ''), coalesce(employer, ''), coalesce(postcode_district, ''), coalesce(address, ''),
    hub, least(coalesce(met_at, %(at)s), %(at)s), true
FROM bringing WHERE is_lead AND is_new
"""
_BROUGHT = """
INSERT INTO timeline_fact (kind, person_id, subject, by_id, at, recorded_at, data)
SELECT %(brought)s, person_id, 'people.person:' || person_id, %(by)s, %(at)s, now(),
    jsonb_build_object('import', %(upload)s, 'number', %(upload)s, 'row', number)
FROM bringing WHERE is_lead
"""
_MEMBERSHIPS = """
INSERT INTO membership_membership (person_id, began_on, name_in_register)
SELECT person_id, least(min(since_on), min(starts_on)), '' FROM bringing
GROUP BY person_id HAVING min(starts_on) IS NOT NULL
ON CONFLICT (person_id) DO NOTHING
"""
_TERMS = """
WITH ran AS (
    INSERT INTO membership_term (membership_id, plan_id, starts_on, ends_on)
    SELECT m.id, b.plan, b.starts_on, b.ends_on
    FROM bringing AS b JOIN membership_membership AS m ON m.person_id = b.person_id
    WHERE b.starts_on IS NOT NULL AND NOT EXISTS (
        SELECT FROM membership_term AS t
        WHERE t.membership_id = m.id AND t.starts_on = b.starts_on AND t.ends_on = b.ends_on
            AND (t.cut_short_on IS NULL OR t.cut_short_on >= t.starts_on))
    RETURNING id, membership_id, plan_id, starts_on, ends_on
)
INSERT INTO timeline_fact (kind, person_id, subject, by_id, at, recorded_at, data)
SELECT
    CASE WHEN row_number() OVER (PARTITION BY ran.membership_id ORDER BY ran.starts_on) = 1 AND NOT EXISTS (
        SELECT FROM membership_term AS t WHERE t.membership_id = ran.membership_id)
    THEN %(joined)s ELSE %(added)s END,
    m.person_id, 'membership.term:' || ran.id, %(by)s,
    least((ran.starts_on + time '12:00')::timestamptz, %(at)s), now(),
    jsonb_build_object('import', %(upload)s, 'plan', p.name, 'starts_on', ran.starts_on, 'ends_on', ran.ends_on)
FROM ran
JOIN membership_membership AS m ON m.id = ran.membership_id
JOIN membership_plan AS p ON p.id = ran.plan_id
"""
_PAYMENTS = """
INSERT INTO timeline_fact (kind, person_id, subject, by_id, at, recorded_at, data)
SELECT %(paid)s, person_id, 'people.person:' || person_id, %(by)s, least(paid_at, %(at)s), now(),
    jsonb_build_object('import', %(upload)s, 'amount_pence', amount_pence, 'paid_on', paid_on)
FROM bringing WHERE amount_pence IS NOT NULL
"""
_WORDS = """
WITH said AS MATERIALIZED (
    SELECT nextval(pg_get_serial_sequence('timeline_fact', 'id')) AS id, person_id, carried
    FROM bringing WHERE carried IS NOT NULL
), kept AS (
    INSERT INTO timeline_fact (id, kind, person_id, subject, by_id, at, recorded_at, data)
    SELECT id, %(carried)s, person_id, 'people.person:' || person_id, %(by)s, %(at)s, now(),
        jsonb_build_object('import', %(upload)s)
    FROM said
)
INSERT INTO timeline_facttext (fact_id, text) SELECT id, carried FROM said
"""
# A yes of elsewhere never outweighs what somebody has told us: it counts where nothing was ever said here.
_YES = """
WITH given AS (
    INSERT INTO people_consent (person_id, purpose, wording, given_at, given_where, withdrawn_where)
    SELECT person_id, %(purpose)s, %(wording)s, least(coalesce(min(consent_at), %(at)s), %(at)s), 'import', ''
    FROM bringing AS b WHERE consent IS NOT NULL AND NOT EXISTS (
        SELECT FROM people_consent AS c WHERE c.person_id = b.person_id AND c.purpose = %(purpose)s)
    GROUP BY person_id HAVING bool_and(consent = 'yes')
    RETURNING id, person_id
)
INSERT INTO timeline_fact (kind, person_id, subject, by_id, at, recorded_at, data)
SELECT %(consent)s, person_id, 'people.consent:' || id, %(by)s, %(at)s, now(),
    jsonb_build_object('import', %(upload)s, 'purpose', %(words)s)
FROM given
"""
_NO_MORE = """
WITH ended AS (
    UPDATE people_consent AS c SET withdrawn_at = greatest(c.given_at, %(at)s), withdrawn_where = 'import'
    FROM (SELECT DISTINCT person_id FROM bringing WHERE consent = 'no') AS b
    WHERE c.person_id = b.person_id AND c.purpose = %(purpose)s AND c.withdrawn_at IS NULL
    RETURNING c.id, c.person_id
)
INSERT INTO timeline_fact (kind, person_id, subject, by_id, at, recorded_at, data)
SELECT %(ended)s, person_id, 'people.consent:' || id, %(by)s, %(at)s, now(),
    jsonb_build_object('import', %(upload)s, 'purpose', %(words)s, 'was_running', true)
FROM ended
"""
_NO = """
WITH refused AS (
    INSERT INTO people_consent (person_id, purpose, wording, given_at, withdrawn_at, given_where, withdrawn_where)
    SELECT person_id, %(purpose)s, %(wording)s, min(since), min(since), 'import', 'import'
    FROM (
        SELECT person_id, least(coalesce(consent_at, %(at)s), %(at)s) AS since FROM bringing WHERE consent = 'no'
    ) AS b
    WHERE NOT EXISTS (SELECT FROM people_consent AS c WHERE c.person_id = b.person_id AND c.purpose = %(purpose)s)
    GROUP BY person_id
    RETURNING id, person_id
)
INSERT INTO timeline_fact (kind, person_id, subject, by_id, at, recorded_at, data)
SELECT %(ended)s, person_id, 'people.consent:' || id, %(by)s, %(at)s, now(),
    jsonb_build_object('import', %(upload)s, 'purpose', %(words)s)
FROM refused
"""
_SUPPRESSIONS = """
WITH bounced AS (
    SELECT lower(email) AS address, min(email) AS email, min(person_id) AS person_id
    FROM bringing WHERE is_bounced AND email IS NOT NULL GROUP BY lower(email)
), kept AS (
    INSERT INTO mail_suppression (address, reason, since, answer)
    SELECT email, 'bounce', %(at)s, 'import' FROM bounced
    ON CONFLICT DO NOTHING
    RETURNING id, address
)
INSERT INTO timeline_fact (kind, person_id, subject, by_id, at, recorded_at, data)
SELECT %(suppressed)s, bounced.person_id, 'mail.suppression:' || kept.id, %(by)s, %(at)s, now(),
    jsonb_build_object('import', %(upload)s)
FROM kept JOIN bounced ON bounced.address = lower(kept.address)
"""
_HOLDS = """
WITH held AS (
    INSERT INTO people_hold (person_id, reason, since)
    SELECT DISTINCT person_id, 'asked', %(at)s FROM bringing WHERE is_held
    RETURNING id, person_id
)
INSERT INTO timeline_fact (kind, person_id, subject, by_id, at, recorded_at, data)
SELECT %(held)s, person_id, 'people.hold:' || id, %(by)s, %(at)s, now(), jsonb_build_object('import', %(upload)s)
FROM held
"""
# Once people are brought in, the words of the file are no longer needed.
_FORGET = """
UPDATE importers_importrow AS r SET person_id = b.person_id, is_new = b.is_new, told = '{}', alike_id = NULL
FROM bringing AS b WHERE b.row_id = r.id
"""
_FORGET_LEFT_OUT = "DELETE FROM importers_importrow WHERE upload_id = %(upload)s AND person_id IS NULL"

STEPS = (
    _CLEAR, _GATHER, _INDEX, _PEOPLE, _BROUGHT, _MEMBERSHIPS, _TERMS, _PAYMENTS, _WORDS, _YES, _NO_MORE, _NO,
    _SUPPRESSIONS, _HOLDS, _FORGET, _FORGET_LEFT_OUT,
)  # fmt: skip


def bring_in(upload: Import, *, by: int | None, at: datetime, tell: Tell) -> int:
    """Do it all, in the caller's transaction; how many people came. Raises IntegrityError, and Stopped from `tell`."""
    with connection.cursor() as cursor:
        for number, statement in enumerate(STEPS):
            tell(number, len(STEPS))
            cursor.execute(statement, _given(upload, by, at) if "%(" in statement else None)
        cursor.execute("SELECT count(DISTINCT person_id), (SELECT max(id) FROM timeline_fact) FROM bringing")
        people, upload.last_fact = cursor.fetchone()
        return int(people)


def _given(upload: Import, by: int | None, at: datetime) -> dict[str, Any]:
    return {
        "upload": upload.pk,
        "by": by,
        "at": at,
        "purpose": PURPOSE,
        "words": str(PURPOSES[PURPOSE]),
        "wording": f"{PURPOSES[PURPOSE]} ({upload.source or upload.filename})"[:300],
        "joined": membership.JOINED.key,
        "added": membership.TERM_ADDED.key,
        "brought": facts.BROUGHT.key,
        "paid": facts.PAID_BEFORE.key,
        "carried": facts.CARRIED.key,
        "consent": facts.CONSENT_CARRIED.key,
        "ended": facts.CONSENT_ENDED.key,
        "suppressed": facts.SUPPRESSED.key,
        "held": facts.HELD.key,
    }
