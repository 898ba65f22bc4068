"""Tables whose rows are never changed or deleted, by a rule in the database itself."""

from django.db.migrations import RunSQL

_FUNCTION = """
CREATE OR REPLACE FUNCTION goldseam_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


def append_only(table: str) -> RunSQL:
    """A migration operation that refuses UPDATE and DELETE on `table`. TRUNCATE stays possible: tests flush by it."""
    return RunSQL(
        _FUNCTION
        + f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
        + " FOR EACH ROW EXECUTE FUNCTION goldseam_refuse_change();",
        f"DROP TRIGGER {table}_append_only ON {table};",
    )
