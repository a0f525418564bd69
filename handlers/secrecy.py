"""Secrecy (保密制度): nothing classified is taken in, and the rules about it can be said exactly."""

from __future__ import annotations

from handlers.engine.policy import Policy
from handlers.engine.statement import Statement

REFUSAL = (
    "该内容可能涉密，我不能接收，也没有保存。请立即撤回刚才的消息。"
    "涉密文件请到党政办找保密负责人线下办理；时间紧急的，可先电话约取件，电话里不谈内容。"
)
REFUSAL_IN_GROUP = "刚才的内容不能在这里办理，也没有保存，请立即撤回，并到党政办线下办理。"


def to_officer(name: str, when: str) -> str:
    """To the secrecy officer: time and sender only (rules M10-7)."""
    return f"{when}，{name}发来的内容疑似带有密级标志，已拒收且未保存，请线下核实处理。"


def _copying(policy: Policy) -> str:
    return (
        "保密制度 第4条：复印绝密级文件，须经产生密级的单位主管领导同意；复印机密、秘密文件，须经办公室主任批准；"
        "复印件按同等密级管理。请持文件到党政办线下办理，这里不受理。"
    )


def _reading(policy: Policy) -> str:
    return "保密制度 第3条：外来查阅涉密材料，须经办公室分管领导同意并登记。请持介绍信到党政办线下办理。"


def _sending(policy: Policy) -> str:
    return "保密制度 第5条：不准用不符合保密规定的通讯设施和普通邮政传送密级文件。请到党政办线下办理。"


_CLASSIFIED = ("涉密", "机密", "绝密", "秘密文件", "秘密级", "密级", "保密文件")

STATEMENTS = (
    Statement((_CLASSIFIED, ("复印", "打印")), _copying),
    Statement((_CLASSIFIED, ("查阅", "借阅", "查看")), _reading),
    Statement((_CLASSIFIED, ("发", "传", "寄", "邮")), _sending),
)
