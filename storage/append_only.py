"""What holds the audit trail and the decisions still: triggers that refuse to change or delete a row.

Migrations call these functions, so what they make must stay as it is; a new kind of guard is a new function.
"""

from __future__ import annotations

REFUSAL = "{table} is append-only"


def refuse_changes(dialect: str, table: str) -> list[str]:
    """Statements after which no row of the table can be updated, deleted or truncated."""
    message = REFUSAL.format(table=table)
    if dialect == "sqlite":
        return [_sqlite_trigger(table, verb, "", message) for verb in ("UPDATE", "DELETE")]
    function = f"{table}_stays"
    return [
        _postgresql_function(function, message),
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {function}()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
    ]


def only_forward(dialect: str, table: str, column: str) -> list[str]:
    """Statements after which a row's number can only grow by one at a time, and no row can be deleted."""
    message = REFUSAL.format(table=table)
    backward = f"NEW.{column} <> OLD.{column} + 1 OR NEW.org <> OLD.org"
    if dialect == "sqlite":
        return [
            _sqlite_trigger(table, "UPDATE", f"WHEN {backward} ", message),
            _sqlite_trigger(table, "DELETE", "", message),
        ]
    function = f"{table}_stays"
    return [
        _postgresql_function(function, message),
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} "
        f"FOR EACH ROW WHEN ({backward}) EXECUTE FUNCTION {function}()",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
    ]


def _sqlite_trigger(table: str, verb: str, when: str, message: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {when}"
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _postgresql_function(name: str, message: str) -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'restrict_violation'; END $$"
    )


def drop_refusals(dialect: str, table: str) -> list[str]:
    """Statements that take away what is left of a table's guard after the table is dropped."""
    return [] if dialect == "sqlite" else [f"DROP FUNCTION IF EXISTS {table}_stays()"]
