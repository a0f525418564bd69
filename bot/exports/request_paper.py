"""One request as a printed form, and the answer to whether a printed form is genuine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.exports import templates, word_form
from bot.exports.word_form import Blanks
from bot.turn import Turn
from handlers.engine import paper, verification
from handlers.engine.facts import Facts
from handlers.engine.ledger import Line
from handlers.engine.matter import Matter
from handlers.engine.paper import Paper, Signature
from handlers.engine.request import Request
from handlers.engine.verification import Claim, Evidence
from storage import audit, ledgers, people, requests
from storage.blobs import Blob
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Printed:
    """A form ready to be printed, and the verification code on it."""

    blob: Blob
    code: str


class NoTemplateError(LookupError):
    """A form that has no template, neither the office's nor ours; `str()` of it is for people."""


def print_form(turn: Turn, request: Request, form: Paper) -> Printed:
    """The form, filled. Raises NoTemplateError, TemplateError."""
    template = templates.read(turn.uow, turn.org, form.name)
    if template is None:
        raise NoTemplateError(f"{form.name}还没有打印模板，请联系管理员。")
    matter = turn.matters[request.matter]
    known = evidence(turn.uow, turn.org, matter, request)
    code = verification.code(known)
    office = people.org_names(turn.uow).get(turn.org, "")
    blanks = {**house_blanks(office, turn.member.name, turn.facts), **request_blanks(request, known, turn.facts)}
    data = word_form.fill(template, {**blanks, "表名": form.name, **form.blanks}, turn.now)
    name = f"{form.name}_{request.serial}_{paper.person(request.applicant, turn.facts)}{templates.ENDING}"
    return Printed(Blob(name, word_form.MEDIA_TYPE, data), code)


def evidence(uow: UnitOfWork, org: str, matter: Matter, request: Request) -> Evidence:
    """What the house knows of the request."""
    seal = audit.seal_of(uow, org, request.serial)
    events = ledgers.entries(uow, org, matter.book, request.serial)
    return Evidence(request.serial, seal, events, request.decisions)


def examine(uow: UnitOfWork, org: str, matters: Mapping[str, Matter], claim: Claim) -> tuple[Request, int] | None:
    """The request that a paper was printed of, and how many events followed since; None where it is not genuine."""
    request = requests.get(uow, org, claim.serial)
    if request is None:
        return None
    since = verification.events_after(claim.code, evidence(uow, org, matters[request.matter], request))
    return None if since is None else (request, since)


def house_blanks(office: str, by: str, facts: Facts) -> Blanks:
    """What every form can say: whose office it is, who printed it when, and whom to ask about it."""
    return {
        "单位名": office,
        "打印时间": _minute(facts.now),
        "打印人": by,
        "助手": facts.policy.office.bot_name,
    }


def request_blanks(request: Request, known: Evidence, facts: Facts) -> Blanks:
    """What every form of a request can say: number, people, decisions, marks, the article, the code."""
    member = paper.member_of(request.applicant, facts)
    return {
        "编号": request.serial,
        "申请人": {
            "姓名": paper.person(request.applicant, facts),
            "单位": member.unit if member else "",
            "职务": member.post if member else "",
        },
        "登记人": paper.person(request.entered_by, facts),
        "申请时间": _minute(request.created_at),
        "状态": request.state.value,
        "标记": "；".join(_marks(request, known, facts)) or "无",
        "依据": paper.why_decided_there(request),
        "审批": _signed(paper.signatures(request, facts)),
        "校验码": verification.code(known),
    }


def _marks(request: Request, known: Evidence, facts: Facts) -> tuple[str, ...]:
    """Oral, late, annulled; corrected after the approval; written down by somebody else."""
    amended = Line(tuple(known.events)).amended if known.events else ""
    writer = "" if request.entered_by == request.applicant else paper.person(request.entered_by, facts)
    found = (*paper.marks(request), amended, f"由{writer}代为登记" if writer else "")
    return tuple(mark for mark in found if mark)


def _signed(signatures: Sequence[Signature]) -> list[dict[str, str]]:
    """A line each; an empty one where nobody has signed yet, so that the form keeps its room for it."""
    lines = [
        {
            "意见": signature.verdict,
            "签署人": f"{signature.name}（{signature.post}）" if signature.post else signature.name,
            "时间": _minute(signature.at) if signature.at else "",
            "说明": signature.words,
        }
        for signature in signatures
    ]
    return lines or [dict.fromkeys(("意见", "签署人", "时间", "说明"), "")]


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
