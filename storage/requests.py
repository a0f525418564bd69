"""Requests with their steps and decisions: read as one whole, written as one whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, or_, select, update

from handlers.engine.request import Decision, Mode, Request, State, Step, StepKind, StepState, Verdict
from storage import counters
from storage.tables import decisions, requests, steps
from storage.unit_of_work import UnitOfWork


class RevisionError(RuntimeError):
    """Somebody else changed the request in between: the transaction must not commit."""


_NOT_OVER = (State.WAITING, State.RETURNED, State.APPROVED, State.ANNULLING)
_ONE = select(requests).where(requests.c.org == bindparam("org"), requests.c.serial == bindparam("serial"))
_ONE_LOCKED = _ONE.with_for_update()
_STEPS = (
    select(steps)
    .where(steps.c.org == bindparam("org"), steps.c.serial == bindparam("serial"))
    .order_by(steps.c.position)
)
_DECISIONS = (
    select(decisions)
    .where(decisions.c.org == bindparam("org"), decisions.c.serial == bindparam("serial"))
    .order_by(decisions.c.id)
)
_BY_STATE = (
    select(requests.c.serial)
    .where(requests.c.org == bindparam("org"), requests.c.state.in_(bindparam("states", expanding=True)))
    .order_by(requests.c.created_at, requests.c.serial)
)
_RUNNING = (
    select(requests.c.serial)
    .where(
        requests.c.org == bindparam("org"),
        requests.c.matter == bindparam("matter"),
        requests.c.state.in_(bindparam("states", expanding=True)),
    )
    .order_by(requests.c.created_at, requests.c.serial)
)
_OF_APPLICANT = (
    select(requests.c.serial)
    .where(requests.c.org == bindparam("org"), requests.c.applicant == bindparam("applicant"))
    .order_by(requests.c.created_at.desc(), requests.c.serial.desc())
    .limit(bindparam("most"))
)
_OPEN_STEPS = (
    select(steps.c.serial, steps.c.approvers)
    .where(steps.c.org == bindparam("org"), steps.c.state == StepState.OPEN.value)
    .order_by(steps.c.opened_at, steps.c.serial)
)
_THEIRS = (
    requests.c.org == bindparam("org"),
    requests.c.matter == bindparam("matter"),
    or_(requests.c.created_at >= bindparam("since"), requests.c.state.in_(bindparam("states", expanding=True))),
)
_OF_MATTER = select(requests).where(*_THEIRS).order_by(requests.c.created_at.desc(), requests.c.serial.desc())
_STEPS_OF_MATTER = (
    select(steps)
    .join(requests, (steps.c.org == requests.c.org) & (steps.c.serial == requests.c.serial))
    .where(*_THEIRS)
    .order_by(steps.c.position)
)
_DECISIONS_OF_MATTER = (
    select(decisions)
    .join(requests, (decisions.c.org == requests.c.org) & (decisions.c.serial == requests.c.serial))
    .where(*_THEIRS)
    .order_by(decisions.c.id)
)
_LAST_DECIDED = (
    select(decisions.c.serial)
    .where(decisions.c.org == bindparam("org"), decisions.c.actor == bindparam("actor"))
    .order_by(decisions.c.id.desc())
    .limit(1)
)
_CHANGE = (
    update(requests)
    .where(
        requests.c.org == bindparam("b_org"),
        requests.c.serial == bindparam("b_serial"),
        requests.c.revision == bindparam("b_before"),
    )
    .values(
        state=bindparam("b_state"),
        form=bindparam("b_form"),
        informed=bindparam("b_informed"),
        revision=bindparam("b_revision"),
        changed_at=bindparam("b_at"),
    )
)
_DROP_STEPS = delete(steps).where(steps.c.org == bindparam("b_org"), steps.c.serial == bindparam("b_serial"))


def next_serial_number(uow: UnitOfWork, org: str, matter: str, year: int) -> int:
    """The next running number of this kind and year, without gaps: it is taken back with the transaction."""
    return counters.next_number(uow, org, matter, year)


def add(uow: UnitOfWork, org: str, request: Request) -> None:
    """Write a new request with its route."""
    uow.insert(
        requests,
        org=org,
        serial=request.serial,
        matter=request.matter,
        applicant=request.applicant,
        entered_by=request.entered_by,
        state=request.state.value,
        form=dict(request.form),
        informed=list(request.informed),
        group_name=request.group,
        policy_version=request.policy_version,
        revision=request.revision,
        created_at=request.created_at.isoformat(),
        changed_at=request.created_at.isoformat(),
    )
    _add_steps(uow, org, request)
    _add_decisions(uow, org, request.serial, request.decisions)


def change(uow: UnitOfWork, org: str, before: Request, after: Request, at: datetime) -> None:
    """Write what a move changed. Raises RevisionError where `before` is no longer what stands in the store."""
    values = {
        "b_org": org,
        "b_serial": before.serial,
        "b_before": before.revision,
        "b_state": after.state.value,
        "b_form": dict(after.form),
        "b_informed": list(after.informed),
        "b_revision": after.revision,
        "b_at": at.isoformat(),
    }
    if uow.changed(_CHANGE, values) != 1:
        raise RevisionError(f"{before.serial} was changed by somebody else after revision {before.revision}")
    if after.steps != before.steps:
        uow.execute(_DROP_STEPS, {"b_org": org, "b_serial": before.serial})
        _add_steps(uow, org, after)
    _add_decisions(uow, org, after.serial, after.decisions[len(before.decisions) :])


def get(uow: UnitOfWork, org: str, serial: str, lock: bool = False) -> Request | None:
    """One request, whole, or None. `lock` holds it until the transaction ends: nobody decides it meanwhile."""
    key = {"org": org, "serial": serial}
    row = uow.one_or_none(_ONE_LOCKED if lock else _ONE, key)
    if row is None:
        return None
    return _request(row, uow.rows(_STEPS, key), uow.rows(_DECISIONS, key))


def waiting_for(uow: UnitOfWork, org: str, account: str) -> tuple[Request, ...]:
    """What waits for this person, the longest waiting first."""
    rows = uow.rows(_OPEN_STEPS, {"org": org})
    serials = dict.fromkeys(row.serial for row in rows if account in row.approvers)
    found = (get(uow, org, serial) for serial in serials)
    return tuple(request for request in found if request and account in request.holders)


def all_waiting(uow: UnitOfWork, org: str) -> tuple[Request, ...]:
    """Everything that waits for somebody, the longest waiting first."""
    serials = dict.fromkeys(row.serial for row in uow.rows(_OPEN_STEPS, {"org": org}))
    return tuple(request for serial in serials if (request := get(uow, org, serial)))


def in_states(uow: UnitOfWork, org: str, states: Iterable[State]) -> tuple[Request, ...]:
    """Every request in one of these states, oldest first."""
    rows = uow.rows(_BY_STATE, {"org": org, "states": [state.value for state in states]})
    return tuple(request for row in rows if (request := get(uow, org, row.serial)))


def running(uow: UnitOfWork, org: str, matter: str, states: Iterable[State]) -> tuple[Request, ...]:
    """The requests of this kind that are in one of these states, oldest first."""
    rows = uow.rows(_RUNNING, {"org": org, "matter": matter, "states": [state.value for state in states]})
    return tuple(request for row in rows if (request := get(uow, org, row.serial)))


def of_applicant(uow: UnitOfWork, org: str, account: str, most: int = 20) -> tuple[Request, ...]:
    """This person's own requests, newest first."""
    rows = uow.rows(_OF_APPLICANT, {"org": org, "applicant": account, "most": most})
    return tuple(request for row in rows if (request := get(uow, org, row.serial)))


def of_matter(uow: UnitOfWork, org: str, matter: str, since_year: int) -> tuple[Request, ...]:
    """Every request of this kind filed since the beginning of that year, newest first: three questions in all."""
    return _of_matter(uow, org, matter, f"{since_year}-", ())


def recent_of_matter(uow: UnitOfWork, org: str, matter: str, since: datetime) -> tuple[Request, ...]:
    """Every request of this kind filed since then, and every older one that is not over yet, newest first."""
    return _of_matter(uow, org, matter, since.isoformat(), _NOT_OVER)


def last_decided_by(uow: UnitOfWork, org: str, account: str) -> Request | None:
    """The request on which this person's last decision stands, or None."""
    serial = uow.scalar(_LAST_DECIDED, {"org": org, "actor": account})
    return get(uow, org, serial) if serial else None


def _of_matter(uow: UnitOfWork, org: str, matter: str, since: str, states: Sequence[State]) -> tuple[Request, ...]:
    key = {"org": org, "matter": matter, "since": since, "states": [state.value for state in states]}
    step_rows = _by_serial(uow.rows(_STEPS_OF_MATTER, key))
    decision_rows = _by_serial(uow.rows(_DECISIONS_OF_MATTER, key))
    rows = uow.rows(_OF_MATTER, key)
    return tuple(_request(row, step_rows[row.serial], decision_rows[row.serial]) for row in rows)


def _by_serial(rows: Iterable[Row[Any]]) -> dict[str, list[Row[Any]]]:
    grouped: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        grouped[row.serial].append(row)
    return grouped


def _add_steps(uow: UnitOfWork, org: str, request: Request) -> None:
    for position, step in enumerate(request.steps):
        uow.insert(
            steps,
            org=org,
            serial=request.serial,
            position=position,
            kind=step.kind.value,
            mode=step.mode.value,
            approvers=list(step.approvers),
            why=step.why,
            article=step.article,
            state=step.state.value,
            opened_at=step.opened_at.isoformat() if step.opened_at else "",
            name=step.name,
            since=step.since,
        )


def _add_decisions(uow: UnitOfWork, org: str, serial: str, new: Sequence[Decision]) -> None:
    for decision in new:
        uow.insert(
            decisions,
            org=org,
            serial=serial,
            position=decision.step,
            actor=decision.actor,
            verdict=decision.verdict.value,
            words=decision.words,
            channel=decision.channel,
            at=decision.at.isoformat(),
        )


def _request(row: Row[Any], step_rows: Sequence[Row[Any]], decision_rows: Sequence[Row[Any]]) -> Request:
    form: Mapping[str, Any] = row.form
    return Request(
        serial=row.serial,
        matter=row.matter,
        applicant=row.applicant,
        entered_by=row.entered_by,
        form=form,
        created_at=datetime.fromisoformat(row.created_at),
        policy_version=row.policy_version,
        state=State(row.state),
        steps=tuple(_step(step) for step in step_rows),
        decisions=tuple(_decision(decision) for decision in decision_rows),
        informed=tuple(row.informed),
        group=row.group_name,
        revision=row.revision,
    )


def _step(row: Row[Any]) -> Step:
    return Step(
        kind=StepKind(row.kind),
        approvers=tuple(row.approvers),
        why=row.why,
        article=row.article,
        mode=Mode(row.mode),
        state=StepState(row.state),
        opened_at=datetime.fromisoformat(row.opened_at) if row.opened_at else None,
        name=row.name,
        since=row.since,
    )


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        step=row.position,
        actor=row.actor,
        verdict=Verdict(row.verdict),
        at=datetime.fromisoformat(row.at),
        words=row.words,
        channel=row.channel,
    )
