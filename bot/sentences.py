"""What the bot says about requests and forms of any kind. What a matter alone can say stands with the matter."""

from __future__ import annotations

from collections.abc import Sequence

from bot.request_cards import outcome as settled_words
from bot.request_cards import whose_turn
from handlers.engine.booking import Booking
from handlers.engine.facts import Facts
from handlers.engine.matter import Matter
from handlers.engine.moves import Why
from handlers.engine.request import Request, State, Verdict
from handlers.engine.wording import say_moment

HELP = "\n".join(
    (
        "我可以帮您：",
        "一、请假：“下周三到周五请假，老人住院”；“明天上午请半天假”；“续假两天”；“销假”；“撤回请假”。",
        "二、用车：“明天上午3个人去县里开会，要车”；“加油”；“修车”。",
        "三、用印：“盖政府章，某某协议，2份”；“明天上午带政府章去县里，由某主任保管，当天回”；“政府章在哪”。",
        "四、信息：“报信息”，再发标题和正文。突发情况请先打电话。",
        "五、外出：“下午去石桥村收医保”，回来后回复“返岗”；“谁在外面”。",
        "六、审批：点卡片上的“同意”“驳回”，或者回复“同意 12”“驳回 QJ-2026-0012 人手不够”。",
        "七、查询：“我的申请”“年假还剩几天”“我的考勤”“今天谁值班”“请假三天找谁批”“盖章找谁批”。",
        "八、值班：“12月值班表”；“换班”；在班上有事说“值班记录：20:15 县应急办来电”，下班时说“交班”。",
        "没有收到编号，就是没有提交成功。",
    )
)


NOTHING_TO_TAKE_BACK = "没有找到可以撤回的申请。回复“我的申请”可以查看。"
NO_LEAVE_TO_END = "没有找到需要销假的请假或者需要返岗的外出。回复“我的申请”可以查看。"
NOT_UNDERSTOOD = "没有看懂。回复“帮助”可以查看能办的事。"
OWN_ONLY = "他人的情况不便告知；如有需要请问党政办。"


def submitted_already(serial: str) -> str:
    """A button of the check card, tapped again after it became the receipt."""
    return f"{serial} 已经提交，不会重复提交；不需要了请回复“撤回 {serial}”。"


def which_person(name: str) -> str:
    """A name that nobody has, or two people share."""
    return f"不能确定“{name}”是哪一位，请写明编号，例如“QJ-2026-0001 销假”。"


def registered_by_another(request: Request, facts: Facts) -> str:
    """To somebody who went along: whoever put the outing on record ends it."""
    name = facts.directory.name(request.applicant)
    return f"您的外出由{name}登记（{request.serial}），请{name}或者党政办登记返岗。"


def not_yours_to_end(serial: str) -> str:
    """Somebody else's leave."""
    return f"{serial} 不是您的请假，请本人或者党政办办理销假。"


def no_such_request(number: str) -> str:
    """A number that means nothing."""
    return f"没有找到编号 {number} 的申请，请核对编号；回复“我的申请”可以查看您自己的。"


def taken_meanwhile(clash: Booking, facts: Facts) -> str:
    """A thing that somebody else has firmly meanwhile."""
    until = say_moment(clash.end, facts.today)
    what = " ".join(facts.directory.name(word) for word in clash.resource.split())
    return f"{what}在{say_moment(clash.start, facts.today)}至{until}已被 {clash.serial} 占用，请另选。"


def name_the_approver(names: Sequence[str]) -> str:
    """To the office, where the name of an approver is missing or unknown."""
    return f"请写明由哪位领导审批，可选：{'、'.join(names)}。"


def return_needs_words(serial: str) -> str:
    """A return without saying what to change."""
    return f"请写明要改什么，例如“退回 {serial} 请补充起止时间”。"


def returned(serial: str, brief: str, who: str, words: str) -> str:
    """To the applicant: what to change."""
    return f"{serial}（{brief}）被{who}退回，请修改：{words}。点“修改”或者回复“修改 {serial}”重新提交，编号不变。"


def not_returned(serial: str) -> str:
    """A change of something that nobody returned."""
    return f"{serial} 没有被退回，不能修改；需要改变请先撤回。"


def filed_already(serial: str) -> str:
    """A correction of what was filed a while ago."""
    return f"{serial} 已经提交，内容不能直接修改；要改请先回复“撤回 {serial}”，再重新申请。"


def returned_to_you(serial: str, who: str, words: str) -> str:
    """To whoever had it before."""
    return f"{serial} 被{who}退回您这一步，请重新办理：{words}。"


def urged(who: str, serial: str, brief: str) -> str:
    """To whoever has it."""
    return f"{who}请您尽快办理 {serial}（{brief}）。"


def released(name: str, serials: Sequence[str]) -> str:
    """To the office: what somebody who moved or left had on the table."""
    return f"{name}已调离，名下待办{len(serials)}项需要另行指定审批人：{'、'.join(serials)}。"


def opinion_needs_words(serial: str) -> str:
    """An opinion without words."""
    return f"请写明意见，例如“意见 {serial} 工作已安排好，建议同意”。"


def refused(why: Why, request: Request, facts: Facts) -> str:
    """Why a move cannot be made, and what is true instead (lessons 5.2, line 25)."""
    if why is Why.SETTLED:
        return f"{request.serial} 已经办过了：{settled_words(request, facts)}"
    if why is Why.OWN:
        return f"{request.serial} 是您本人的申请，按规定不能由本人审批。现在在{whose_turn(request, facts)}处。"
    if why is Why.NOT_YOURS:
        return _not_yours(request, facts)
    return f"{request.serial} {_cannot(why, request, facts)}"


def _cannot(why: Why, request: Request, facts: Facts) -> str:
    if why is Why.TOO_LATE:
        minutes = facts.policy.dialogue.undo_minutes
        return f"已超过{minutes}分钟，不能直接取消；确需撤销请回复“撤销批准 {request.serial} 理由”。"
    if why is Why.TOO_SOON:
        return f"刚刚催办过，{facts.policy.reminders.urge_every_hours}个工作小时内不再重复提醒。"
    if why is Why.UNDER_WAY:
        return f"已经在办理中，不能撤销，请先办完登记，现在在{whose_turn(request, facts)}处。"
    return "这一步不能这样办，请点卡片上的按钮。"


def _not_yours(request: Request, facts: Facts) -> str:
    holder = whose_turn(request, facts)
    if not holder:
        return f"{request.serial} 不由您审批：{settled_words(request, facts)}"
    return f"{request.serial} 不由您审批，现在在{holder}处。"


def _what(request: Request, matter: Matter, facts: Facts, reader: str) -> str:
    """What it is, and whose: «您12月9日（周三）请假1天（QJ-2026-0042）»."""
    brief = matter.brief(request, facts)
    if reader == request.applicant:
        brief = f"您{brief.removeprefix(facts.directory.name(reader))}"
    return f"{brief}（{request.serial}）"


def outcome(request: Request, matter: Matter, facts: Facts, reader: str, annulling: bool) -> str:
    """To the applicant, or whoever entered it: what became of it, who decided, and what happens next."""
    what = _what(request, matter, facts, reader)
    if annulling:
        return _about_annulment(request, what, facts)
    said = f"{what}，{settled_words(request, facts)}"
    if request.state is State.APPROVED:
        return said + _what_next(request, matter, facts)
    if request.state is State.REJECTED and not _reason(request):
        return f"{said}如需了解原因，请与{_decider(request, facts)}联系。"
    return said


def nobody_there(request: Request, matter: Matter, facts: Facts, account: str) -> str:
    """To the applicant and the office: whoever has to do it is away, and nobody is recorded in the place."""
    name = facts.directory.name(account)
    brief = matter.brief(request, facts)
    return (
        f"{request.serial}（{brief}）须由{name}办理，{name}不在岗，也没有登记代理人，暂时办不了，请党政办安排人接办。"
    )


def _what_next(request: Request, matter: Matter, facts: Facts) -> str:
    """How it ends, where anything is left to be done."""
    if request.holders:
        return f"下一步由{whose_turn(request, facts)}办理。"
    away = matter.absences(request, facts)
    if not matter.finish or (away and all(absence.span.last < facts.this_half for absence in away)):
        return ""
    return f"{'返岗' if away else '办完'}后请回复“{matter.finish}”。"


def _about_annulment(request: Request, what: str, facts: Facts) -> str:
    decided = request.decisions[-1]
    name = facts.directory.name(decided.actor)
    if request.state is State.ANNULLED:
        return f"{what}，{name}已同意撤销。"
    reason = f"理由：{decided.words}。" if decided.words else ""
    return f"{what}，{name}未同意撤销，原批准继续有效。{reason}"


def approved_in_group(request: Request, matter: Matter, facts: Facts) -> str:
    """To the group in which it was asked for: neither kind nor reason (rules X6)."""
    return f"{matter.brief(request, facts)}，已批准（{request.serial}）。"


def annulled_in_group(request: Request, matter: Matter, facts: Facts) -> str:
    """To the group that was told of the approval: it stands no more, and no word of why (rules X6)."""
    return f"{matter.brief(request, facts)}，批准已撤销（{request.serial}）。"


def approved_by_mistake(request: Request, matter: Matter, facts: Facts) -> str:
    """To the group that was told of an approval which was a mis-tap (lessons 5.2, line 23)."""
    return f"更正：{matter.brief(request, facts)}，正在重新审批，请以最新通知为准（{request.serial}）。"


def denied(request: Request, matter: Matter, facts: Facts) -> str:
    """To the office: a leader says that the oral approval was not his (rules M07-3)."""
    who = facts.directory.name(request.entered_by)
    what = f"{request.serial}（{matter.brief(request, facts)}）"
    return f"请立即核实：{what}由{who}登记为口头批准，{settled_words(request, facts)}该登记已冻结。"


def nothing_waits() -> str:
    """A leader decides in words, and nothing is there to be decided."""
    return "现在没有等您审批的事项。"


def which_one(waiting: Sequence[tuple[Request, Matter]], facts: Facts) -> str:
    """What waits, and how to say which one is meant."""
    lines = [f"{request.serial} {matter.brief(request, facts)}" for request, matter in waiting]
    example = waiting[0][0].serial
    if len(waiting) == 1:
        return f"等您审批的有1项，同意请回复“同意 {example}”，不同意请回复“驳回 {example}”：\n{lines[0]}"
    return "\n".join([f"等您审批的有{len(waiting)}项，请写明编号，例如“同意 {example}”：", *lines])


def annulment_needs_words(serial: str) -> str:
    """An approval is not taken back without a reason."""
    return f"请写明理由，例如“撤销批准 {serial} 当天有检查，请改期”。"


def annulled(request: Request, matter: Matter, facts: Facts) -> str:
    """To whoever took an approval back."""
    name = facts.directory.name(request.applicant)
    return f"{request.serial} 的批准已撤销：{matter.brief(request, facts)}。已告知{name}。"


def which_to_withdraw(own: Sequence[tuple[Request, Matter]], facts: Facts) -> str:
    """Several of one's own can be meant."""
    lines = [f"{request.serial} {matter.brief(request, facts)}" for request, matter in own]
    return "\n".join([f"请写明撤回哪一份，例如“撤回 {own[0][0].serial}”：", *lines])


def not_waiting(number: str) -> str:
    """A number that is not among what waits for this person."""
    return f"等您审批的事项里没有编号 {number}，请核对；回复“同意”可以列出等您审批的事项。"


def decided(request: Request, matter: Matter, facts: Facts) -> str:
    """To whoever decided in words: what was decided about what, so that a slip is seen at once."""
    verdict = request.decisions[-1].verdict.value
    return f"已记录“{verdict}”：{matter.brief(request, facts)}（{request.serial}）。"


def my_requests(own: Sequence[tuple[Request, Matter]], facts: Facts) -> str:
    """Somebody's own requests, newest first, each with who has it."""
    if not own:
        return "您还没有提交过申请。"
    return "\n".join(["您的申请：", *(standing(request, matter, facts) for request, matter in own)])


def requests_of(name: str, found: Sequence[tuple[Request, Matter]], facts: Facts) -> str:
    """Somebody else's requests, to whom they concern."""
    if not found:
        return f"没有找到{name}的申请。"
    return "\n".join([f"{name}的申请：", *(standing(request, matter, facts) for request, matter in found)])


def standing(request: Request, matter: Matter, facts: Facts) -> str:
    """One line: the number, what it is, where it stands."""
    holder = whose_turn(request, facts)
    where = f"{request.state.value}，现在在{holder}处" if holder else settled_words(request, facts).rstrip("。")
    if request.state in (State.RECORDED, State.FINISHED):
        where = request.state.value
    return f"{request.serial} {matter.brief(request, facts)}：{where}。"


def _reason(request: Request) -> str:
    decision = request.settled_by
    return decision.words if decision and decision.verdict is Verdict.REJECT else ""


def _decider(request: Request, facts: Facts) -> str:
    decision = request.settled_by
    return facts.directory.name(decision.actor) if decision else "党政办"
