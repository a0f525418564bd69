"""Questions about seals: the rule in its own words, and where a seal is now (印鉴管理制度)."""

from __future__ import annotations

import re

from handlers.engine.facts import Facts
from handlers.engine.policy import Policy
from handlers.engine.statement import Enquiry, Statement
from handlers.seal import keeping, refusals, taking_out
from handlers.seal.names import meant, short

_SEALS = ("印章", "公章", "印鉴", "盖章", "用印", "党委章", "政府章", "办公室章", "党政办章")
_WHERE = re.compile(
    r"^(?P<seal>党委章|政府章|党政办章|办公室章|公章|印章|章子?)(?:现在|目前)?(?:在(?:哪|谁|不在)|回来了?没|还了?没|带回来了?没|谁拿)"
)


def _borrowing(policy: Policy) -> str:
    return refusals.LENDING


def _taking_out(policy: Policy) -> str:
    return f"{taking_out.RULE}。申请时请说明哪枚印章、带到哪里、什么时候带出和带回、由谁保管。"


def _who_decides(policy: Policy) -> str:
    return (
        "印鉴管理制度 第2条：使用印鉴必须经乡党委、政府领导签字或口头批准（文件用印除外），并进行登记后方能使用。"
        "直接说“盖政府章，某某材料，2份”即可申请，由该印章的审批领导审批，印章管理员用印登记；"
        f"批准后{policy.seals.lapse_workdays}个工作日没有用印的失效。"
    )


def _is_where(text: str) -> bool:
    return bool(_WHERE.match(re.sub(r"^@\S+\s*", "", text).strip()))


def _where(text: str, facts: Facts, asker: str) -> str:
    """With its keeper, or outside with whom and until when."""
    match = _WHERE.match(re.sub(r"^@\S+\s*", "", text).strip())
    named, _ = meant(match["seal"].replace("办公室章", "党政办章") if match else "", facts.roster.seals)
    said = [_place(seal.name, seal.keeper, facts) for seal in named or facts.roster.seals]
    return "\n".join(said)


def _place(name: str, keeper: str, facts: Facts) -> str:
    away = keeping.outside((name,), facts)
    if away:
        return away
    held = next((keeping.keeper(seal, facts) for seal in facts.roster.seals if seal.name == name), None)
    who = f"{held.name}（{held.post}）" if held else f"{facts.directory.name(keeper)}（不在岗，没有代理人）"
    return f"{short(name)}在党政办，{who}保管。"


STATEMENTS = (
    Statement((_SEALS, ("借给", "外借", "借出", "借用", "授托")), _borrowing),
    Statement((_SEALS, ("带出", "外带", "带走", "带章", "带印", "外出")), _taking_out),
    Statement((_SEALS, ("谁批", "找谁", "哪个批", "谁审批", "怎么", "规定", "如何")), _who_decides),
)

ENQUIRIES = (Enquiry(_is_where, _where),)
