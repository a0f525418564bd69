"""Books and printed forms asked for in words: who gets them, what stands on them, and whether a paper is genuine."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import openpyxl
import pytest
from sqlalchemy import select

from bot import sample
from bot.exports import templates
from storage.blobs import put as keep
from storage.tables import audit, blobs
from storage.unit_of_work import UnitOfWork
from tests.scenes.seal import passages as sealing
from tests.scenes.stage import EVERYBODY, Sent, Stage

REASON = "老人住院要陪护"
OFFICE_ONLY = "台账只提供给党政办和领导班子成员"


def file_of(stage: Stage, sent: Sent) -> bytes:
    """The bytes of the newest file of this name."""
    rows = stage.store.read(lambda uow: uow.rows(select(blobs).where(blobs.c.name == sent.title)))
    assert rows, f"no file is called {sent.title}"
    return bytes(max(rows, key=lambda row: row.created_at).bytes)


def on_paper(data: bytes) -> str:
    """Every word of a Word file."""
    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    texts += [paragraph.text for paragraph in document.sections[0].footer.paragraphs]
    return "\n".join(texts)


def in_cells(data: bytes, sheet: str) -> list[list[object]]:
    """The rows of a sheet below its heading."""
    page = openpyxl.load_workbook(io.BytesIO(data))[sheet]
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]


def three_days(stage: Stage) -> str:
    """林芳 is away three days, agreed by the mayor."""
    serial = stage.file("林芳", f"下周三到周五请假，{REASON}", "liwh", informed="wangq")
    stage.approve("李文华", serial, "linf", informed="wangq")
    return serial


def printed(stage: Stage, who: str, words: str, serial: str) -> str:
    """The words of the form that somebody printed."""
    stage.say(who, words)
    return on_paper(file_of(stage, stage.expect(stage.account(who), "file", "请用A4纸打印", about=serial)))


def code_on(paper: str) -> str:
    found = re.search(r"校验码：(\S{4}-\S{4})", paper)
    assert found, "no code on the paper"
    return found[1]


def test_a_slip_bears_who_what_when_and_who_agreed(stage: Stage) -> None:
    serial = three_days(stage)
    paper = printed(stage, "林芳", f"打印假条 {serial}", serial)
    for words in (
        "青禾乡干部职工请假条",
        f"编号：{serial}",
        "农业农村服务中心",
        "2026年12月9日（周三）至12月11日（周五）",
        "自然日3天，工作日3天",
        REASON,
        "李文华（党委副书记、乡长）",
        "2026-12-01 08:53",
        "考勤制度 第4条",
        "真伪核验",
    ):
        assert words in paper


def test_an_own_form_of_the_office_is_the_one_that_is_printed(stage: Stage) -> None:
    serial = three_days(stage)
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("本乡自己的假条 {{ 编号 }}")
    document.save(out)
    blob = templates.as_blob("假条", out.getvalue())

    def adopt(uow: UnitOfWork) -> None:
        templates.adopt(uow, sample.ORG, "假条", keep(uow, sample.ORG, blob, stage.now))

    stage.store.write(adopt)
    assert f"本乡自己的假条 {serial}" in printed(stage, "林芳", "打印假条", serial)


@pytest.mark.parametrize("who", ["林芳", "李文华", "王强", "刘洋"])
def test_whoever_has_to_do_with_it_prints_it(stage: Stage, who: str) -> None:
    serial = three_days(stage)
    assert REASON in printed(stage, who, f"打印 {serial}", serial)


@pytest.mark.parametrize("who", ["高峰", "何平", "马刚", "赵敏", "周建国"])
def test_nobody_else_does(stage: Stage, who: str) -> None:
    serial = three_days(stage)
    stage.say(who, f"打印假条 {serial}")
    stage.expect(stage.account(who), "text", "这份申请与您无关")


def test_without_a_number_it_is_the_newest_of_ones_own(stage: Stage) -> None:
    serial = three_days(stage)
    assert serial in printed(stage, "林芳", "打印假条", serial)


def test_printing_something_else_is_not_meant(stage: Stage) -> None:
    stage.say("林芳", "打印50份会议通知")
    assert not [sent for sent in stage.left if sent.kind == "file"]
    stage.forget()


def test_an_oral_approval_is_marked_until_it_is_confirmed(stage: Stage) -> None:
    stage.say("刘洋", "林芳电话请假，明天一天，孩子发烧")
    stage.tap("刘洋", "提交")
    serial = next(sent.about for sent in stage.left if sent.about)
    stage.forget()
    paper = printed(stage, "刘洋", f"打印假条 {serial}", serial)
    assert "口头批准，未补确认；假条未补；由刘洋代为登记" in paper
    stage.tap("王强", "确认", on=serial)
    stage.forget()
    paper = printed(stage, "刘洋", f"打印假条 {serial}", serial)
    assert "口头批准，已确认" in paper
    assert "未补确认" not in paper


def test_a_genuine_paper_is_told_from_a_forged_one(stage: Stage) -> None:
    serial = three_days(stage)
    code = code_on(printed(stage, "林芳", f"打印假条 {serial}", serial))
    stage.say("高峰", f"核验 {serial} {code}")
    stage.expect("gaof", "text", "核验属实", serial, "林芳", "请假3天", "已同意", without=[REASON, "又有"])
    stage.say("高峰", f"核验 {serial} 8H4T-Q2MX")
    stage.expect("gaof", "text", "核验不符", serial, without=["林芳"])
    stage.say("高峰", f"核验 QJ-2026-0099 {code}")
    stage.expect("gaof", "text", "核验不符", "QJ-2026-0099", without=["林芳"])
    stage.say("高峰", "核验这张假条")
    stage.expect("gaof", "text", "请把单子上的编号和校验码一起发来")


def test_an_older_paper_is_genuine_and_its_holder_hears_what_followed(stage: Stage) -> None:
    serial = three_days(stage)
    code = code_on(printed(stage, "林芳", f"打印假条 {serial}", serial))
    stage.wait_until("2026-12-11T08:20")
    stage.say("林芳", "销假")
    stage.forget()
    stage.say("高峰", f"核验 {serial} {code}")
    stage.expect("gaof", "text", "核验属实", "已办结", "打印之后又有1次办理")
    paper = printed(stage, "林芳", f"打印假条 {serial}", serial)
    assert "更正：结束日期由2026-12-11改为2026-12-10，自然日由3改为2，工作日由3改为2" in paper


@pytest.mark.parametrize("who", ["陈静", "黄燕", "周建国", "王强"])
def test_the_office_and_the_leadership_get_the_book(stage: Stage, who: str) -> None:
    serial = three_days(stage)
    stage.say(who, "导出请假台账")
    sent = stage.expect(stage.account(who), "file", "请假台账", "共1条")
    line = in_cells(file_of(stage, sent), "请假台账")[0]
    assert line[0] == serial
    assert [line[2], line[7], line[8]] == ["林芳", None, 3]
    assert str(line[5]) == "2026-12-09 00:00:00"


@pytest.mark.parametrize("who", ["林芳", "何平", "马刚", "袁梅"])
@pytest.mark.parametrize("words", ["导出请假台账", "导出全部台账", "打印用印登记簿"])
def test_others_hear_why_they_do_not(stage: Stage, who: str, words: str) -> None:
    stage.say(who, words)
    stage.expect(stage.account(who), "text", OFFICE_ONLY)


def test_the_reason_is_nowhere_in_the_book(stage: Stage) -> None:
    three_days(stage)
    stage.say("陈静", "导出全部台账")
    data = file_of(stage, stage.expect("chenj", "file", "全部台账"))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert not [name for name in file.namelist() if REASON in file.read(name).decode()]


def test_the_events_sheet_explains_each_line(stage: Stage) -> None:
    serial = three_days(stage)
    stage.say("陈静", "导出请假台账")
    data = file_of(stage, stage.expect("chenj", "file", "请假台账"))
    assert [row[2:5] for row in in_cells(data, "明细") if row[0] == serial] == [
        ["申请", "林芳", "审批中"],
        ["同意", "李文华", "已同意"],
    ]


@pytest.mark.parametrize(
    ("words", "scope", "lines"),
    [
        ("导出本月请假台账", "2026年12月1日至2026年12月31日", 1),
        ("导出11月请假台账", "2026年11月1日至2026年11月30日", 0),
        ("请导出12月10日的请假台账", "2026年12月10日", 1),
        ("导出本月农业农村服务中心请假台账", "范围：农业农村服务中心", 1),
        ("导出本月财政所的请假台账", "范围：财政所", 0),
        ("导出党建办请假台账", "范围：党建工作办公室", 0),
        ("导出林芳的请假台账", "范围：林芳", 1),
        ("导出今年已同意的请假台账", "范围：已同意", 1),
        ("导出今年未同意的请假台账", "范围：未同意", 0),
    ],
)
def test_days_units_people_and_states_narrow_it(stage: Stage, words: str, scope: str, lines: int) -> None:
    three_days(stage)
    stage.say("陈静", words)
    stage.expect("chenj", "file", scope, f"共{lines}条")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("导出李静的请假台账", "没看懂“李静”"),
        ("导出13月请假台账", "没有13月"),
        ("导出2月30日请假台账", "日期不对"),
        ("导出车队台账", "没有找到这本台账，现有：请假台账"),
        ("导出张三丰的请假台账", "没看懂“张三丰”"),
    ],
)
def test_what_is_not_understood_is_asked_and_nothing_is_sent(stage: Stage, words: str, answer: str) -> None:
    stage.say("陈静", words)
    stage.expect("chenj", "text", answer)


def test_in_a_group_the_file_comes_in_the_single_chat(stage: Stage) -> None:
    stage.say("陈静", "@小助手 导出请假台账", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "@陈静 文件已私聊发给您")
    stage.expect("chenj", "file", "请假台账")


def test_an_open_form_waits_meanwhile(stage: Stage) -> None:
    stage.say("陈静", "明天请假一天")
    stage.expect("chenj", "card", "请核对")
    stage.say("陈静", "导出请假台账")
    stage.expect("chenj", "file", "共0条")
    stage.tap("陈静", "提交")
    stage.expect("chenj", "update", "已提交")
    stage.forget()


def test_what_was_given_out_stands_in_the_trail(durable_stage: Stage) -> None:
    stage = durable_stage
    stage.say("陈静", "导出请假台账")
    stage.say("林芳", "导出请假台账")
    stage.forget()
    rows = stage.store.read(lambda uow: uow.rows(select(audit).where(audit.c.org == sample.ORG)))
    assert [(row.actor, row.action) for row in rows] == [("chenj", "export"), ("linf", "refused")]


def test_each_line_of_the_seal_register_can_be_checked(stage: Stage) -> None:
    serial = sealing.file(stage, "林芳", "申请盖政府章，低保证明2份，用于民政局审核", "liwh")
    stage.say("孙磊", "打印本月用印登记簿")
    paper = on_paper(file_of(stage, stage.expect("sunl", "file", "用印登记簿", "共1条", "A4纸横向")))
    assert "青禾乡用印登记簿" in paper
    code = next(words for words in paper.split("\n") if re.fullmatch(r"\S{4}-\S{4}", words))
    stage.say("高峰", f"核验 {serial} {code}")
    stage.expect("gaof", "text", "核验属实", serial)


def test_a_dispatch_slip_bears_car_driver_and_who_assigned_them(stage: Stage) -> None:
    serial = car_assigned(stage)
    paper = printed(stage, "马刚", f"打印派车单 {serial}", serial)
    for words in (
        "青禾乡派车单",
        "石桥村",
        "核查退耕还林面积",
        "云E·A1023",
        "马刚",
        "陈静（党政办主任）",
        "钱俊（科员）",
    ):
        assert words in paper


def test_a_form_that_it_does_not_have_is_not_printed_as_another(stage: Stage) -> None:
    serial = car_assigned(stage)
    stage.say("林芳", f"打印假条 {serial}")
    stage.expect("linf", "text", "没有您要的这种表单，可以打印：派车单", about=serial)


def test_trips_stand_in_the_car_book(stage: Stage) -> None:
    serial = car_assigned(stage)
    stage.say("周建国", "导出本月用车台账")
    data = file_of(stage, stage.expect("zhoujg", "file", "用车台账", "共1条"))
    assert in_cells(data, "用车台账")[0][0] == serial


def car_assigned(stage: Stage) -> str:
    """A car for 林芳 that the dispatcher assigned and the director agreed to."""
    stage.say("林芳", "明天上午9点用车去石桥村，12点回，2个人，核查退耕还林面积")
    stage.tap("林芳", "提交")
    stage.tap("钱俊", "派车")
    stage.tap("陈静", "同意")
    stage.forget()
    return "YC-2026-0001"
