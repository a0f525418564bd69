"""The trail of who did what: whoever changes it afterwards, by whatever way, is found out."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, text, update

from storage import audit
from storage.store import Store
from storage.tables import audit as rows
from storage.tables import audit_heads
from tests.storage.rows import NOON, ORG, after


@pytest.fixture
def trail(store: Store) -> Store:
    """A store with five rows in the trail and no guard left on it, as an intruder with the file would have it."""

    def act(uow) -> None:
        for number in range(5):
            audit.append(uow, ORG, after(number), "linf", "submit", "QJ-2026-0001", {"天": number, "a": [1, None, 0.5]})
        guards = {
            "sqlite": [
                f"DROP TRIGGER {t}_no_{verb}" for t in ("audit", "audit_heads") for verb in ("update", "delete")
            ],
            "postgresql": [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in ("audit", "audit_heads")],
        }[uow.dialect]
        for guard in guards:
            uow.execute(text(guard))

    store.write(act)
    return store


def broken(store: Store) -> int | None:
    return store.read(lambda uow: audit.verify(uow, ORG))


def test_an_untouched_trail_is_whole(trail: Store) -> None:
    assert broken(trail) is None


def test_an_empty_trail_is_whole(store: Store) -> None:
    assert broken(store) is None


CHANGES: dict[str, tuple[Callable, int]] = {
    "who": (lambda: update(rows).where(rows.c.sequence == 3).values(actor="wangq"), 3),
    "what": (lambda: update(rows).where(rows.c.sequence == 3).values(action="approve"), 3),
    "when": (lambda: update(rows).where(rows.c.sequence == 2).values(at=NOON.isoformat() + "x"), 2),
    "about": (lambda: update(rows).where(rows.c.sequence == 1).values(about="QJ-2026-0002"), 1),
    "detail": (lambda: update(rows).where(rows.c.sequence == 5).values(detail={"天": 9}), 5),
    "the first row gone": (lambda: delete(rows).where(rows.c.sequence == 1), 1),
    "a middle row gone": (lambda: delete(rows).where(rows.c.sequence == 3), 3),
    "the last row gone": (lambda: delete(rows).where(rows.c.sequence == 5), 5),
    "all rows gone": (lambda: delete(rows), 1),
    "the last link gone": (lambda: delete(audit_heads), 6),
}


@pytest.mark.parametrize(("change", "number"), CHANGES.values(), ids=CHANGES.keys())
def test_the_first_row_that_is_not_as_it_was_is_named(trail: Store, change: Callable, number: int) -> None:
    trail.write(lambda uow: uow.execute(change()))
    assert broken(trail) == number


def test_a_changed_row_with_a_matching_hash_breaks_the_next(trail: Store) -> None:
    def forge(uow) -> None:
        row = uow.one_or_none(rows.select().where(rows.c.sequence == 3))
        content = {"at": row.at, "actor": "wangq", "action": row.action, "about": row.about, "detail": row.detail}
        seal = audit._seal(ORG, 3, content, row.previous)
        uow.execute(update(rows).where(rows.c.sequence == 3).values(actor="wangq", hash=seal))

    trail.write(forge)
    assert broken(trail) == 4


def test_rows_are_read_in_pages(trail: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "PAGE", 2)
    assert broken(trail) is None
    trail.write(lambda uow: uow.execute(update(rows).where(rows.c.sequence == 4).values(actor="wangq")))
    assert broken(trail) == 4


def test_each_org_has_its_own_chain(store: Store) -> None:
    append = lambda uow, org: audit.append(uow, org, NOON, "linf", "submit", "QJ", {})  # noqa: E731
    assert [store.write(lambda uow, org=org: append(uow, org)) for org in ("a", "b", "a")] == [1, 1, 2]
    assert store.read(lambda uow: [audit.verify(uow, org) for org in ("a", "b")]) == [None, None]


def test_a_row_that_was_not_committed_leaves_no_gap(store: Store) -> None:
    def job(uow) -> None:
        audit.append(uow, ORG, NOON, "linf", "submit", "QJ", {})
        raise ValueError

    with pytest.raises(ValueError):
        store.write(job)
    assert store.write(lambda uow: audit.append(uow, ORG, NOON, "linf", "submit", "QJ", {})) == 1
