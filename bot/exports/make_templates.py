"""Makes the templates of the printed forms: `python -m bot.exports.make_templates [文件夹]`.

Run once, when a form is added or laid out anew; offices edit the files in Word, not this program.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from docx.document import Document

from bot.exports.template_parts import (
    SIGNATURES,
    STANDING,
    footer,
    grid,
    heading,
    note,
    open_document,
    pair,
    register_table,
    wide,
)
from bot.exports.templates import ENDING, FOLDER

_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - a date for the file's properties, the same every time it is made


def leave_slip() -> Document:
    """假条 (考勤制度 第5条)."""
    document = open_document("请假条")
    heading(document, "{{ 单位名 }}干部职工请假条")
    rows = (
        pair("姓名", "{{ 申请人.姓名 }}", "单位", "{{ 申请人.单位 }}"),
        pair("职务", "{{ 申请人.职务 }}", "请假类别", "{{ 类别 }}"),
        wide("请假时间", "{{ 时间 }}"),
        wide("请假天数", "{{ 天数 }}"),
        wide("请假事由", "{{ 事由 }}", tall=True),
        wide("申请方式", "{{ 方式 }}"),
    )
    grid(document, (*rows, *SIGNATURES, *STANDING))
    note(document, "注：请假一律以假条为准；凡未经批准或没有假条擅自离岗的，按旷工论处（考勤制度 第5条）。")
    footer(document)
    return document


def dispatch_slip() -> Document:
    """派车单 (车辆管理制度)."""
    document = open_document("派车单")
    heading(document, "{{ 单位名 }}派车单")
    rows = (
        pair("用车人", "{{ 申请人.姓名 }}", "用车单位", "{{ 申请人.单位 }}"),
        wide("事由", "{{ 事由 }}"),
        pair("目的地", "{{ 目的地 }}", "乘车人数", "{{ 人数 }}"),
        wide("同乘人员", "{{ 同乘人员 }}"),
        pair("出车时间", "{{ 出车时间 }}", "返回时间", "{{ 返回时间 }}"),
        pair("车牌号", "{{ 车辆 }}", "驾驶员", "{{ 驾驶员 }}"),
        pair("出车里程", "{{ 出车里程 }}", "收车里程", "{{ 收车里程 }}"),
        pair("行驶公里", "{{ 行驶公里 }}", "出车前检查", "{{ 检查 }}"),
    )
    grid(document, (*rows, *SIGNATURES, *STANDING))
    footer(document)
    return document


def fuel_slip() -> Document:
    """派车加油单 (车辆管理制度: 根据行程所需油量填写, 报办公室审批后方可加油)."""
    document = open_document("派车加油单")
    heading(document, "{{ 单位名 }}派车加油单")
    rows = (
        pair("驾驶员", "{{ 驾驶员 }}", "车牌号", "{{ 车辆 }}"),
        pair("申请人", "{{ 申请人.姓名 }}", "单位", "{{ 申请人.单位 }}"),
        pair("目的地", "{{ 目的地 }}", "出车时间", "{{ 出车时间 }}"),
        wide("事由", "{{ 事由 }}"),
        pair("计划油量", "{{ 计划油量 }}", "批准油量", "{{ 批准油量 }}"),
        pair("实加油量", "{{ 实加油量 }}", "金额", "{{ 金额 }}"),
        pair("加油站点", "{{ 加油站点 }}", "自理部分", "{{ 自理 }}"),
    )
    grid(document, (*rows, *SIGNATURES, *STANDING))
    note(document, "注：加油单经办公室审批后方可加油；未经审批的，加油费用由加油者自理（车辆管理制度）。")
    footer(document)
    return document


def seal_register() -> Document:
    """用印登记簿 (印章管理制度)."""
    document = open_document("用印登记簿", landscape=True)
    heading(document, "{{ 单位名 }}用印登记簿", numbered=False)
    register_table(
        document,
        (
            ("编号", "编号", 2.7),
            ("登记时间", "申请时间", 2.0),
            ("用印单位", "单位", 2.2),
            ("申请人", "申请人", 1.4),
            ("印章名称", "印章", 2.7),
            ("文件名称", "文件", 3.0),
            ("用途", "用途", 2.2),
            ("批准份数", "批准份数", 1.1),
            ("批准人", "审批人", 1.4),
            ("批准时间", "审批时间", 2.0),
            ("实盖份数", "实盖份数", 1.1),
            ("监印人", "用印人", 1.4),
            ("备注", "备注", 2.1),
            ("校验码", "校验码", 2.0),
        ),
    )
    footer(document, register=True)
    return document


def outing_register() -> Document:
    """外出登记 (考勤制度: 外出办事、开会、出差、下乡, 向乡党政办报告)."""
    document = open_document("外出登记", landscape=True)
    heading(document, "{{ 单位名 }}干部职工外出登记", numbered=False)
    register_table(
        document,
        (
            ("编号", "编号", 2.4),
            ("登记时间", "申请时间", 2.4),
            ("姓名", "姓名", 1.7),
            ("单位", "单位", 3.0),
            ("类别", "类别", 1.8),
            ("去向", "去向", 3.2),
            ("外出时间", "外出时间", 2.8),
            ("计划返岗", "计划返岗", 2.8),
            ("同行人员", "同行人员", 2.6),
            ("实际返岗", "返岗时间", 2.4),
            ("登记方式", "方式", 1.8),
            ("备注", "备注", 2.4),
        ),
    )
    footer(document, register=True)
    return document


TEMPLATES: Mapping[str, Callable[[], Document]] = {
    "假条": leave_slip,
    "派车单": dispatch_slip,
    "派车加油单": fuel_slip,
    "用印登记簿": seal_register,
    "外出登记": outing_register,
}


def make(folder: Path) -> None:
    """Write every template into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in TEMPLATES.items():
        document = draw()
        document.core_properties.created = document.core_properties.modified = _MADE
        document.save(str(folder / f"{name}{ENDING}"))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
