"""Who keeps a seal today: its custodian in the office, or the recorded stand-in of an absent one (rules M07-1)."""

from __future__ import annotations

from handlers.engine.booking import Booking
from handlers.engine.facts import Facts
from handlers.engine.people import Member
from handlers.engine.request import Request, State, Step, StepKind
from handlers.engine.roster import Seal
from handlers.engine.route import seat
from handlers.engine.wording import say_date_time
from handlers.seal.names import listed, short
from handlers.seal.use import Use

ARTICLE = "印鉴管理制度 第1条"


def keeper(seal: Seal, facts: Facts) -> Member | None:
    """Who holds the seal now; None where the keeper is away and nobody is recorded in the place."""
    named = facts.directory.member(seal.keeper)
    return seat(named, "", facts.away, facts.directory).member if named else None


def keeps(account: str, seals: tuple[Seal, ...], facts: Facts) -> bool:
    """Whether this person is the one who holds all of these seals now."""
    return bool(seals) and all((held := keeper(seal, facts)) is not None and held.account == account for seal in seals)


def task(name: str, seals: tuple[Seal, ...], facts: Facts) -> tuple[Step, ...]:
    """The work on these seals, one step for each who keeps them."""
    by_keeper: dict[str, list[Seal]] = {}
    for seal in seals:
        by_keeper.setdefault(seal.keeper, []).append(seal)
    return tuple(_step(name, account, tuple(kept), facts) for account, kept in by_keeper.items())


def nobody(seals: tuple[Seal, ...], facts: Facts) -> str:
    """That a seal cannot be used now because nobody keeps it, or "" (rules M07-1: said at once)."""
    missing = [seal for seal in seals if keeper(seal, facts) is None]
    if not missing:
        return ""
    names = "、".join(dict.fromkeys(facts.directory.name(seal.keeper) for seal in missing))
    return f"{listed(s.name for s in missing)}保管人{names}不在岗，也没有登记代理人，暂时不能用印，请党政办安排人接管。"


def outside(seals: tuple[str, ...], facts: Facts, but: str = "") -> str:
    """Which of these seals is outside the office, with whom and until when; "" where all are here (rules M07-6)."""
    said = []
    for request in facts.filed("YY"):
        use = Use.from_form(request.form)
        away = [name for name in use.seals if name in seals]
        if request.serial != but and use.is_out and away:
            said.append(_out_words(away, use, facts))
    return "".join(said)


def taken_ahead(seals: tuple[str, ...], facts: Facts) -> str:
    """Take-outs that are approved and still to come, so that nobody counts on the seal then."""
    names = {f"印章 {name}": short(name) for name in seals}
    ahead = (b for b in facts.bookings if b.firm and b.resource in names and b.start > facts.now)
    return "".join(_ahead_words(names[b.resource], b, facts) for b in ahead)


def _ahead_words(name: str, booking: Booking, facts: Facts) -> str:
    since, until = say_date_time(booking.start, facts.today), say_date_time(booking.end, facts.today)
    return f"{name}{since}至{until}已定带出。"


def _out_words(away: list[str], use: Use, facts: Facts) -> str:
    until = say_date_time(use.planned[1], facts.today)
    who = facts.directory.name(use.custodian)
    return f"{listed(away)}在外（{who}保管，{use.place}），预计{until}回。"


def _step(name: str, account: str, seals: tuple[Seal, ...], facts: Facts) -> Step:
    acting = keeper(seals[0], facts)
    why = f"{listed(seal.name for seal in seals)}由专人保管"
    if acting is not None and acting.account != account:
        why = f"{why}；{facts.directory.name(account)}不在岗，由代理人{acting.name}接管"
    who = acting.account if acting is not None else account
    return Step(StepKind.TASK, (who,), why, ARTICLE, name=name)


def waits_for_stamp(request: Request) -> bool:
    """Whether it is allowed, and nothing has been done with the seal yet."""
    step = next((s for s in request.steps if s.kind is StepKind.TASK), None)
    use = Use.from_form(request.form)
    allowed = request.state is State.APPROVED or use.leader != ""
    return step is not None and allowed and not use.stamps and not use.out_at
