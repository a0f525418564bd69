"""The keeper's work: approval is one fact, stamping another (印鉴管理制度 第1条、第2条; rules M07-2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers.engine.content import Button, Input, Style
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Handled, Notice, Offer, Tapped
from handlers.engine.request import Request, StepKind
from handlers.engine.wording import say_date_time
from handlers.seal import keeping
from handlers.seal.counting import count_said, too_many
from handlers.seal.names import listed
from handlers.seal.use import Kind, Stamp, Use

STAMPED = Button("已用印", Style.PRIMARY)


class Stamping:
    """用印."""

    def offer(self, request: Request, facts: Facts) -> Offer:
        """What to check, how many at most, and where the seal is if it is not here."""
        use = Use.from_form(request.form)
        away = keeping.outside(use.seals, facts, request.serial)
        text = f"{away}{_ground(use)}用印后点“已用印”登记，最多{use.copies}份。"
        return Offer(text, (STAMPED,), Input(f"实际用印份数（不填即为{use.copies}份）"))

    def handle(self, request: Request, tapped: Tapped, facts: Facts) -> Handled | Fault:
        """Stamped: as many as really were, never more than allowed; the number of the request is the register's."""
        use = Use.from_form(request.form)
        if away := keeping.outside(use.seals, facts, request.serial):
            return Fault(f"{away}归还登记以后才能用印。")
        count = count_said(tapped.words) if tapped.words else use.copies
        if not count:
            return Fault(f"请填写实际用印份数，1到{use.copies}，例如“已用印 {request.serial} {use.copies}”。")
        if count > use.copies:
            return Fault(too_many(request.serial, count, use.copies))
        done = replace(use, stamps=(*use.stamps, *_stamps(request, use, count, tapped, facts)))
        return Handled(done.to_form(), f"用印{count}份", _told(request, use, count, tapped))


def history(use: Use, facts: Facts) -> str:
    """What has been stamped: «今天10:20 孙磊用印2份（批准3份）»."""
    by_hand = {(s.by, s.at, s.count): [x.seal for x in use.stamps if (x.by, x.at) == (s.by, s.at)] for s in use.stamps}
    parts = []
    for (who, at, count), seals in by_hand.items():
        what = f"（{listed(seals)}）" if len(by_hand) > 1 else ""
        when = say_date_time(datetime.fromisoformat(at), facts.today)
        fewer = f"（批准{use.copies}份）" if use.copies and count < use.copies else ""
        parts.append(f"{when} {facts.directory.name(who)}用印{count}份{fewer}{what}")
    return "；".join(parts)


def _ground(use: Use) -> str:
    if use.kind is Kind.ORAL:
        return "口头批准已登记。请核对文件内容，"
    if use.kind is Kind.ISSUED:
        return f"文件用印，凭文号 {use.doc_no}。请核对签发原件、文号和份数，"
    return "已经领导批准。请核对文件内容，"


def _stamps(request: Request, use: Use, count: int, tapped: Tapped, facts: Facts) -> tuple[Stamp, ...]:
    """One line for each seal that whoever tapped keeps, in the order of the steps."""
    return tuple(Stamp(name, count, facts.now.isoformat(), tapped.actor) for name in _in_turn(request, use))


def _in_turn(request: Request, use: Use) -> tuple[str, ...]:
    """The seals of the step that is being done: those of the first keeper who has not stamped yet."""
    tasks = [step for step in request.steps if step.kind is StepKind.TASK]
    waiting = [keeper for keeper in dict.fromkeys(use.keepers) if keeper not in _done(use)]
    if len(tasks) <= 1 or not waiting:
        return use.seals
    return tuple(name for name, keeper in zip(use.seals, use.keepers, strict=True) if keeper == waiting[0])


def _done(use: Use) -> set[str]:
    stamped = {stamp.seal for stamp in use.stamps}
    return {keeper for name, keeper in zip(use.seals, use.keepers, strict=True) if name in stamped}


def _told(request: Request, use: Use, count: int, tapped: Tapped) -> tuple[Notice, ...]:
    """The applicant, where somebody else stamped."""
    if tapped.actor == request.applicant:
        return ()
    fewer = f"（批准{use.copies}份）" if count < use.copies else ""
    return (Notice(request.applicant, f"{use.paper}已用印{count}份{fewer}，登记号 {request.serial}。"),)
