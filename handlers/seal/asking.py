"""What a request for a seal still lacks, and how it is asked."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.engine.facts import Facts
from handlers.engine.matter import Question, Slots
from handlers.engine.people import Member
from handlers.engine.wording import say_clock, say_day
from handlers.seal import taking_out
from handlers.seal.names import meant
from handlers.seal.oral import leader_of
from handlers.seal.who_decides import may_say_yes


def question(slots: Slots, facts: Facts, applicant: str) -> Question | None:
    """The first thing missing: which seal, what is sealed, how often; then what an oral entry or a take-out needs."""
    for ask in (_seal, _document, _copies, _oral, _take_out, _number, _purpose):
        if asked := ask(slots, facts, applicant):
            return asked
    return None


def _seal(slots: Slots, facts: Facts, applicant: str) -> Question | None:
    """公章 alone names none; a seal that the office does not have is said to be none of its own."""
    found, unknown = meant(slots.get("seal"), facts.roster.seals)
    names = tuple(seal.name for seal in facts.roster.seals)
    strange = [words for words in unknown if words not in ("公章", "印章", "章", "章子")]
    if strange:
        return Question("seal", f"“{'、'.join(strange)}”不由党政办保管。要用下面哪一枚？", names)
    return None if found else Question("seal", "请问用哪一枚印章？", names, "不同的印章由不同的领导审批")


def _document(slots: Slots, facts: Facts, applicant: str) -> Question | None:
    if slots.get("document") or slots.get("doc_no"):
        return None
    return Question("document", "请问盖在什么文件或材料上？请写名称。", (), "登记只写名称，不要发内容")


def _copies(slots: Slots, facts: Facts, applicant: str) -> Question | None:
    if slots.get("copies") or slots.get("carry_out"):
        return None
    return Question("copies", "请问盖几份？", ("1份", "2份", "3份", "4份"), "实际用印不超过批准的份数")


def _oral(slots: Slots, facts: Facts, applicant: str) -> Question | None:
    if not slots.get("oral"):
        return None
    if not person(slots, facts):
        return Question("person", "请问是给哪位同志用印？", (), "口头批准登记在申请人名下")
    if leader_of(str(slots.get("leader", "")), facts.directory):
        return None
    seals, _ = meant(slots.get("seal"), facts.roster.seals)
    able = (m for seal in seals for m in may_say_yes(seal, applicant, facts))
    names = tuple(dict.fromkeys(m.name for m in able))
    return Question("leader", "请问是哪位领导口头同意的？", names, "登记后请这位领导确认")


def _take_out(slots: Slots, facts: Facts, applicant: str) -> Question | None:
    if not slots.get("carry_out"):
        return None
    if not slots.get("destination"):
        return Question("destination", "请问印章带到哪里？", (), "带章外出须登记去向")
    if not slots.get("depart"):
        return Question("depart", "请问什么时候带出？", ("今天上午", "今天下午", "明天上午", "明天下午"))
    if not slots.get("return"):
        return _return(slots, facts)
    return _custodian(slots, facts, applicant)


def _return(slots: Slots, facts: Facts) -> Question:
    hours = facts.policy.hours
    out = taking_out.moment(slots, "depart", hours, facts) or facts.now
    day = hours.on(out.date())
    closing = datetime.combine(out.date(), day.afternoon_until, out.tzinfo)
    noon = datetime.combine(out.date(), day.morning_until, out.tzinfo)
    later = closing + timedelta(days=1)
    choices = tuple(_moment(m) for m in (noon, closing, later) if m > out)
    return Question(
        "return", f"{say_day(out.date(), facts.today)}带出，预计什么时候带回？", choices, "到时没有归还会提醒"
    )


def _moment(moment: datetime) -> str:
    return f"{moment.month}月{moment.day}日{say_clock(moment)}"


def _custodian(slots: Slots, facts: Facts, applicant: str) -> Question | None:
    named = custodian(slots, facts, applicant)
    if named is not None and taking_out.may_carry(named, facts):
        return None
    names = tuple(m.name for m in taking_out.custodians(facts))
    if named is not None:
        return Question("custodian", taking_out.not_allowed(named, facts), names)
    return Question("custodian", f"{taking_out.RULE}。请问由哪位保管？", names)


def _number(slots: Slots, facts: Facts, applicant: str) -> Question | None:
    if not slots.get("issued") or slots.get("doc_no"):
        return None
    return Question("doc_no", "请写签发文件的文号，例如“青政发〔2026〕12号”。", ("没有文号",), "没有文号的须报领导审批")


def _purpose(slots: Slots, facts: Facts, applicant: str) -> Question | None:
    if not facts.policy.seals.purpose_required or slots.get("purpose"):
        return None
    return Question("purpose", "请简单写明用途和报送单位。", ())


_MYSELF = ("我", "本人", "自己")


def person(slots: Slots, facts: Facts) -> Member | None:
    """For whom an oral approval is entered; None where that is not certain."""
    found = facts.directory.named(str(slots.get("person", ""))) if slots.get("person") else ()
    return found[0] if len(found) == 1 else None


def custodian(slots: Slots, facts: Facts, applicant: str) -> Member | None:
    """Who is to carry the seal, out of the words of the answer; None where nobody is named."""
    words = str(slots.get("custodian", ""))
    if any(word in words for word in _MYSELF):
        return facts.directory.member(applicant)
    named = [m for m in facts.directory.members.values() if m.account == words or m.name in words]
    return named[0] if named else None
