"""The cards about a request, drawn afresh from how it stands now, for each who has one."""

from __future__ import annotations

from dataclasses import replace

from handlers.engine.content import Button, Card, Choice, Field, Input, Style
from handlers.engine.facts import Facts
from handlers.engine.matter import Matter
from handlers.engine.request import GIVEN, Decision, Request, State, Step, StepKind, Verdict
from handlers.engine.route import candidates
from handlers.engine.wording import say_clock, say_day

DECIDE, NOTICE, RECEIPT, SLIP, CLOSED = "decide", "notice", "receipt", "slip", "closed"

APPROVE = Button("同意", Style.PRIMARY)
REJECT = Button("驳回", Style.DANGER)
OPINE = Button("写意见", Style.PRIMARY)
ASSIGN = Button("转办", Style.PRIMARY)
HAND_OVER = Button("转办")
ADD_SIGNER = Button("加签")
RETURN = Button("退回")
CHANGE = Button("修改", Style.PRIMARY)
CONFIRM = Button("确认", Style.PRIMARY)
DENY = Button("不是我批的", Style.DANGER)
WITHDRAW = Button("撤回")
URGE = Button("催办")
SUBMIT = Button("提交", Style.PRIMARY)

_WORDS_FIELD = Input("意见或理由（可不填；转办、加签写姓名）")


def draw(
    purpose: str, request: Request, matter: Matter, facts: Facts, receiver: str, asking: tuple[int, int] | None = None
) -> Card:
    """What a card of this purpose shows this receiver now.

    A decision card is bound to the asking it was sent for: it comes to life for no other.
    """
    base = Card(f"{matter.title(request, facts)} {request.serial}", "", _lines(request, matter, facts))
    if purpose == RECEIPT:
        return _receipt(base, request, matter, facts)
    if purpose == NOTICE:
        return _notice(base, request, facts)
    if purpose == SLIP:
        return _slip(base, request, facts)
    bound = asking in (None, request.asked_of(receiver))
    return _decision(base, request, matter, facts, receiver) if bound else _seen(base, request, facts, receiver)


def outcome(request: Request, facts: Facts) -> str:
    """Who settled it, how and when, true on any day: «王强12月2日（周三）10:12已同意。意见：路上注意安全»."""
    if request.state is State.FINISHED and request.decisions[-1].verdict is Verdict.DO:
        done = request.decisions[-1]
        return f"{facts.directory.name(done.actor)}{_when(done, facts)}{done.words}。"
    if request.state is State.RETURNED:
        return _sent_back(request, facts)
    decision = request.settled_by
    if decision is None:
        return f"{request.state.value}。"
    said = f"{_words_label(decision)}：{decision.words.rstrip('。')}。" if decision.words else ""
    name = facts.directory.name(decision.actor)
    return f"{name}{_when(decision, facts)}{_deed(request, decision)}。{said}"


def _when(decision: Decision, facts: Facts) -> str:
    """A card is still read days later: the date, never «今天»."""
    return f"{say_day(decision.at.date(), facts.today)}{say_clock(decision.at)}"


def whose_turn(request: Request, facts: Facts) -> str:
    """Who has it now: «王强（副乡长）», or "" where nobody has."""
    members = (facts.directory.member(account) for account in request.holders)
    return "、".join(f"{member.name}（{member.post}）" for member in members if member)


def _lines(request: Request, matter: Matter, facts: Facts) -> tuple[Field, ...]:
    opinions = tuple(
        Field("意见", f"{facts.directory.name(d.actor)}：{d.words or '同意上报'}") for d in request.opinions
    )
    remarks = tuple(
        Field("备注", f"{facts.directory.name(d.actor)}：{d.words}")
        for d in request.decisions
        if d.verdict is Verdict.COMMENT
    )
    return (*matter.lines(request, facts), *opinions, *remarks)


def _decision(base: Card, request: Request, matter: Matter, facts: Facts, receiver: str) -> Card:
    step = request.step_of(receiver)
    if step is None:
        return _seen(base, request, facts, receiver)
    fields = (*base.fields, Field("依据", f"{step.article}：{step.why}"))
    if step.kind is StepKind.TASK:
        offer = matter.tasks[step.name].offer(request, facts)
        return Card(base.title, offer.text, fields, offer.buttons, offer.input, offer.choice)
    card = Card(base.title, _ask(step, request, facts), fields, _moves(step.kind), _WORDS_FIELD)
    if step.kind is StepKind.ASSIGN:
        names = tuple(member.name for member in candidates(request.applicant, facts))
        return Card(card.title, card.text, fields, (ASSIGN,), None, Choice("审批人", names))
    return card


def _seen(base: Card, request: Request, facts: Facts, receiver: str) -> Card:
    """For somebody whose part is done: what became of it."""
    if receiver in request.holders:
        return base.over("请看下面最新的一条。")
    mine = next((d for d in reversed(request.decisions) if d.actor == receiver and d.verdict in _DEEDS), None)
    if request.state is State.ANNULLING and mine is None:
        return base.over(f"申请人要求撤销，请先不要办理；现在在{whose_turn(request, facts)}处。")
    if request.open_step is not None and mine is not None:
        what = f"您{_when(mine, facts)}已{mine.verdict.value}，现在在{whose_turn(request, facts)}处。"
        return base.over(what)
    if mine is not None and mine.verdict is Verdict.REJECT and request.state is State.APPROVED:
        return base.over(f"您{_when(mine, facts)}未同意撤销，原批准继续有效。")
    return base.over(outcome(request, facts) + _reason_wanted(request, receiver))


def _reason_wanted(request: Request, receiver: str) -> str:
    """Asked after the refusal, optional, and only until it is given (lessons 5.2, line 20)."""
    refused = request.settled_by
    if request.state is not State.REJECTED or refused is None or refused.actor != receiver or refused.words:
        return ""
    given = any(d.verdict is Verdict.COMMENT and d.actor == receiver for d in request.decisions)
    return "" if given else "如需说明理由，请回复“理由：……”。"


_DEEDS = frozenset(
    {Verdict.APPROVE, Verdict.REJECT, Verdict.OPINION, Verdict.HAND_OVER, Verdict.ADD_SIGNER, Verdict.RETURN}
) | {Verdict.CONFIRM, Verdict.DENY, Verdict.DO}


def _ask(step: Step, request: Request, facts: Facts) -> str:
    name = facts.directory.name(request.applicant)
    if step.kind is StepKind.ANNUL:
        reason = next((d.words for d in reversed(request.decisions) if d.verdict is Verdict.ASK_ANNUL), "")
        return f"{name}申请撤销这份已同意的申请{f'：{reason}' if reason else ''}。"
    if step.kind is StepKind.CONFIRM:
        return f"{facts.directory.name(request.entered_by)}登记：您已口头同意{name}的这份申请，请确认。"
    if step.kind is StepKind.OPINION:
        return "请您签署意见，再报主要领导审批。"
    if step.kind is StepKind.ASSIGN:
        return "请选择审批人，再点“转办”。"
    return "请您审批。"


def _moves(kind: StepKind) -> tuple[Button, ...]:
    if kind is StepKind.OPINION:
        return (OPINE,)
    if kind is StepKind.CONFIRM:
        return (CONFIRM, DENY)
    return (APPROVE, REJECT) if kind is StepKind.ANNUL else (APPROVE, REJECT, HAND_OVER, ADD_SIGNER, RETURN)


def _notice(base: Card, request: Request, facts: Facts) -> Card:
    if request.state is not State.WAITING:
        return base.over(outcome(request, facts))
    text = f"告知您：已报{whose_turn(request, facts)}审批。您可以写一条意见，供审批时参考。"
    return Card(base.title, text, base.fields, (OPINE,), Input("意见"))


def _receipt(base: Card, request: Request, matter: Matter, facts: Facts) -> Card:
    own = request.entered_by == request.applicant
    fields = tuple(field for field in base.fields if not own or field.label != "申请人")
    if request.state is State.RECORDED:
        offer = matter.on_record(request, facts)
        return Card(base.title, offer.text, fields, offer.buttons, offer.input, offer.choice)
    card = Card(base.title, _standing(request, matter, facts), fields)
    if request.state is State.WAITING:
        return replace(card, buttons=(WITHDRAW, URGE))
    if request.state is State.RETURNED:
        return replace(card, buttons=(CHANGE, WITHDRAW))
    if request.state is State.APPROVED:
        done = (Button(matter.finish, Style.PRIMARY),) if matter.finish else ()
        return replace(card, buttons=(*done, WITHDRAW))
    return card


def _standing(request: Request, matter: Matter, facts: Facts) -> str:
    if request.state is State.WAITING:
        told = "、".join(facts.directory.name(account) for account in request.informed)
        also = f"，并已告知{told}" if told else ""
        return f"已提交，编号 {request.serial}，现在在{whose_turn(request, facts)}处{also}。有结果会通知您。"
    if request.state is State.ANNULLING:
        return f"已申请撤销，现在在{whose_turn(request, facts)}处。"
    if request.state is State.RETURNED:
        return _sent_back(request, facts)
    if request.state is State.FINISHED and matter.finish:
        return f"已{matter.finish}。"
    return outcome(request, facts)


def _sent_back(request: Request, facts: Facts) -> str:
    """Who returned it to be changed, and what is to be changed; earlier decisions do not count any more."""
    last = next((d for d in reversed(request.decisions) if d.verdict is Verdict.RETURN), None)
    if last is None:
        return "已退回修改。"
    return f"{facts.directory.name(last.actor)}{_when(last, facts)}退回修改：{last.words.rstrip('。')}。"


def _slip(base: Card, request: Request, facts: Facts) -> Card:
    if request.state in (State.DENIED, State.WITHDRAWN, State.ANNULLED):
        return base.over(outcome(request, facts))
    if request.form.get("slip") == GIVEN:
        return base.over("假条已补。")
    return Card(base.title, "已为您登记电话请假。请核对，点“提交”补交假条。", base.fields, (SUBMIT,))


def _deed(request: Request, decision: Decision) -> str:
    if request.state is State.ANNULLED and decision.verdict is not Verdict.ANNUL:
        return "同意撤销"
    if decision.verdict is Verdict.WITHDRAW:
        return "已撤回"
    return _DEED_WORDS.get(decision.verdict, decision.verdict.value)


_DEED_WORDS = {
    Verdict.APPROVE: "已同意",
    Verdict.REJECT: "未同意",
    Verdict.CONFIRM: "已确认",
    Verdict.DENY: "表示没有批准过",
    Verdict.ANNUL: "已撤销批准",
}


def _words_label(decision: Decision) -> str:
    return "理由" if decision.verdict is Verdict.REJECT else "意见"
