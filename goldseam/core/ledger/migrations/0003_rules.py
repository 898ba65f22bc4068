"""The ledger's own rules, kept by the database: entries sum to zero, have postings, and are never changed."""

from django.db import migrations

from goldseam.foundation.appendonly import append_only

BALANCED = """
CREATE FUNCTION ledger_entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked bigint := CASE WHEN TG_TABLE_NAME = 'ledger_entry' THEN NEW.id ELSE (to_jsonb(NEW)->>'entry_id')::bigint END;
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_posting WHERE entry_id = checked GROUP BY currency HAVING sum(pence) <> 0) THEN
        RAISE EXCEPTION 'ledger entry % does not sum to zero', checked USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_TABLE_NAME = 'ledger_entry' AND NOT EXISTS (SELECT 1 FROM ledger_posting WHERE entry_id = checked) THEN
        RAISE EXCEPTION 'ledger entry % has no postings', checked USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_posting_balances AFTER INSERT ON ledger_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_balances();
CREATE CONSTRAINT TRIGGER ledger_entry_has_postings AFTER INSERT ON ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_balances();
"""
UNDO = """
DROP TRIGGER ledger_posting_balances ON ledger_posting;
DROP TRIGGER ledger_entry_has_postings ON ledger_entry;
DROP FUNCTION ledger_entry_balances();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_initial"), ("timeline", "0002_append_only")]
    operations = [
        migrations.RunSQL(BALANCED, UNDO),
        append_only("ledger_entry"),
        append_only("ledger_posting"),
    ]
