"""The text of every insert, compiled from its table once per engine and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CursorResult, Dialect, Table, UpdateBase
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.schema import ScalarElementColumnDefault

Prepare = Callable[[Any], Any] | None


@dataclass(frozen=True)
class InsertText:
    """One insert, ready for the driver: its SQL, and for each place the column, its converter and its default."""

    sql: str
    places: tuple[tuple[str, Prepare, Any], ...]
    numbered: bool
    returning: bool
    by_name: bool

    def bind(self, values: Mapping[str, Any]) -> Any:
        """The values in the driver's own form: JSON and dates converted, what was not given at its default."""
        if self.by_name:
            return {name: _prepared(prepare, values.get(name, default)) for name, prepare, default in self.places}
        return tuple([_prepared(prepare, values.get(name, default)) for name, prepare, default in self.places])

    def new_id(self, result: CursorResult[Any]) -> int:
        """The number that the database gave to the new row; 0 where the table does not number its rows."""
        if not self.numbered:
            return 0
        return int(result.scalar_one()) if self.returning else int(result.lastrowid)


class InsertTexts:
    """The inserts compiled so far for one engine. Threads may race to compile one; both get the same text."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._texts: dict[tuple[str, tuple[str, ...], bool], InsertText] = {}

    def text(self, table: Table, names: tuple[str, ...], ignore: bool = False) -> InsertText:
        """The insert of these columns into this table; with `ignore`, one that gives way to an existing row."""
        key = (table.name, names, ignore)
        found = self._texts.get(key)
        if found is None:
            found = self._texts[key] = _compile(self._dialect, table, names, ignore)
        return found


def _compile(dialect: Dialect, table: Table, names: tuple[str, ...], ignore: bool) -> InsertText:
    defaults = _defaults(table)
    unknown = set(names) - set(table.c.keys())
    if unknown:
        raise ValueError(f"{table.name} has no column {', '.join(sorted(unknown))}")
    columns = [*names, *(name for name in defaults if name not in names)]
    numbered = bool(table.autoincrement_column is not None and table.autoincrement_column.name not in names)
    returning = numbered and not ignore and dialect.name == "postgresql"
    compiled = _statement(dialect, table, ignore, returning).compile(dialect=dialect, column_keys=columns)
    order = compiled.positiontup or columns
    places = tuple((name, _converter(dialect, table, name), defaults.get(name)) for name in order)
    return InsertText(str(compiled), places, numbered and not ignore, returning, dialect.name == "postgresql")


def _statement(dialect: Dialect, table: Table, ignore: bool, returning: bool) -> UpdateBase:
    insert = postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)
    if ignore:
        return insert.on_conflict_do_nothing()
    return insert.returning(*table.primary_key) if returning else insert


def _defaults(table: Table) -> dict[str, Any]:
    return {c.name: c.default.arg for c in table.columns if isinstance(c.default, ScalarElementColumnDefault)}


def _converter(dialect: Dialect, table: Table, name: str) -> Prepare:
    return table.c[name].type.dialect_impl(dialect).bind_processor(dialect)


def _prepared(prepare: Prepare, value: Any) -> Any:
    return prepare(value) if prepare else value
