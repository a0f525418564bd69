"""What no leader can allow here: lending a seal, blank paper, classified papers (印鉴管理制度; M07-5, M07-7)."""

from __future__ import annotations

import re

from handlers.engine.facts import Facts
from handlers.engine.matter import Fault

_SEAL = r"(?:公章|印章|印鉴|章子|党委章|政府章|办公室章|党政办章|章|印)"
_OUTSIDER = (
    r"(?:公司|企业|厂|合作社|协会|银行|信用社|[县州市省]\w{0,6}?局|学校|医院|施工队|工程队"
    r"|项目部|村委会|老板|商会|单位)"
)
_LENDING = (
    re.compile(
        rf"(?:借给|外借|出借|转借|借出去?给|租给).{{0,16}}{_SEAL}|{_SEAL}.{{0,12}}(?:借给|外借|出借|转借|借出去?给)"
    ),
    re.compile(rf"外单位.{{0,12}}(?:用|借|盖|使用).{{0,10}}{_SEAL}|{_SEAL}.{{0,10}}(?:给|让|由|供)外单位"),
    re.compile(
        rf"(?:授托|委托|授权).{{0,14}}(?:使用|用|代盖|保管).{{0,8}}{_SEAL}|{_SEAL}.{{0,6}}(?:授托|委托给|授权给)"
    ),
    re.compile(
        rf"{_OUTSIDER}(?:的人|的同志|那边|他们|里)?(?:想|要|需要|来|打算|能不能|可不可以|想要|准备)*(?:借|用一?下|拿去用)"
        rf"(?!印).{{0,10}}{_SEAL}"
    ),
)
_BORROWING = re.compile(
    r"借(?:用|一下|下)?(?:一下)?(?:我们|咱们|乡|单位)?的?(?:公章|印章|党委章|政府章|办公室章|党政办章|章)"
)
_BLANK = re.compile(
    r"空白(?:的)?(?:纸|介绍信|信笺|稿纸|便笺|A4|表|证明|合同|信|章|公函|函)|空白[^，,。]{0,6}盖|盖.{0,8}空白"
)
_CLASSIFIED = re.compile(r"涉密|机密|绝密|秘密文件|秘密级|密件|密级")

LENDING = (
    "印鉴管理制度 第3条：印鉴不准外借或授托外单位使用。"
    "外单位的材料确需盖章的，请带材料到党政办，由本单位经办同志按事项申请用印。"
)
BLANK = (
    "空白纸、空白介绍信不予用印：印鉴管理制度 第2条规定，用印须经领导批准并登记，空白的没有内容可批、可登记。"
    "请写好内容后再申请。"
)


def refused(text: str, carry_out: bool, facts: Facts) -> Fault | None:
    """Why these words cannot become a request, with the article and the lawful way; None where they can."""
    if _CLASSIFIED.search(text):
        return Fault(classified(facts))
    if any(pattern.search(text) for pattern in _LENDING) or (_BORROWING.search(text) and not carry_out):
        return Fault(LENDING)
    return blank(text, facts)


def blank(text: str, facts: Facts) -> Fault | None:
    """Blank paper: refused unless the office's policy allows it with numbered sheets (rules M07-7)."""
    return Fault(BLANK) if _BLANK.search(text) and not facts.policy.seals.blank_allowed else None


def lends(text: str) -> bool:
    """Whether the words are about giving a seal away."""
    return any(pattern.search(text) for pattern in _LENDING)


def classified(facts: Facts) -> str:
    """A classified paper is sealed on paper alone (保密制度)."""
    officer = facts.directory.contact((facts.policy.office.secrecy_officer_role,), facts.away)
    name = officer.name if officer else "保密负责人"
    return (
        f"涉密文件用印不在这里办理，也没有登记内容。请持文件到党政办找{name}线下审批、登记；"
        "涉密文件一律不得随印章带出。"
    )
