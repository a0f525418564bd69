"""The office brings a roster along: a file in the chat or a pasted table; all of it or nothing (rules M19-1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import sample
from storage import duty
from storage.unit_of_work import UnitOfWork
from tests.scenes.conftest import StageAt
from tests.scenes.duty.test_book import exported
from tests.scenes.duty.test_roster import roster
from tests.scenes.stage import EVERYBODY, Stage, _moment
from tests.scenes.test_files_asked_for import file_of

HEADING = "日期,班次,带班领导,值班员"
WEEKEND = [
    "2026-12-05,白班,杨丽,黄燕",
    "2026-12-05,夜班,杨丽,谢红",
    "2026-12-06,白班,赵敏,罗霞",
    "2026-12-06,夜班,赵敏,孙磊",
]
DECEMBER = ("2026-12-01T00:00", "2027-01-01T00:00")


@pytest.fixture
def tuesday(stage_at: StageAt, tmp_path: Path) -> Stage:
    """1 December 2026; files that people send lie in a folder."""
    stage = stage_at("2026-12-01T09:00")
    stage.has_files(tmp_path)
    return stage


def write(folder: Path, name: str, *rows: str, encoding: str = "utf-8-sig") -> str:
    (folder / name).write_text("\n".join([HEADING, *rows]), encoding)
    return name


def published(stage: Stage) -> None:
    """The draft of the weekend stands, and everybody whose duty changed knows."""
    before = roster(stage, *DECEMBER)
    card = stage.expect("chenj", "card", "12月5日至12月6日值班表（草稿）", "共4班", "4班会被替换")
    assert list(card.buttons) == ["发布", "不发布"]
    assert card.fields["带班（天）"].startswith(
        "杨丽1（周末1、节假日0），全年57；赵敏1（周末1、节假日0），全年57；没有排的："
    )
    stage.expect_nothing_else()
    assert roster(stage, *DECEMBER) == before
    stage.tap("陈静", "发布")
    for account, said in (
        ("xieh", "12月5日（周六）夜班（17:30至次日08:30）：值班，带班杨丽"),
        ("yangl", "白班（08:30至17:30）：带班，值班黄燕"),
        ("huangy", "12月5日（周六）白班（08:30至17:30）：值班，带班杨丽"),
        ("jiangb", "12月5日至12月6日值班表已调整，没有排您的值班。"),
    ):
        stage.expect(account, "text", said)
    stage.expect("chenj", "update", "12月5日至12月6日值班表已发布，已通知4人。", buttons=[])
    stage.expect("chenj", "file", "值班表")
    stage.expect_nothing_else()
    after = roster(stage, *DECEMBER)
    assert [s.member for s in after if s.start.day in (5, 6)] == ["huangy", "xieh", "luox", "sunl"]
    assert [s for s in after if s.start.day not in (5, 6)] == [s for s in before if s.start.day not in (5, 6)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_becomes_a_draft_that_is_published_with_one_tap(tuesday: Stage, tmp_path: Path, encoding: str) -> None:
    tuesday.send_file("陈静", write(tmp_path, "周末.csv", *WEEKEND, encoding=encoding))
    published(tuesday)


def test_a_published_table_survives_a_restart(durable_stage: Stage, tmp_path: Path) -> None:
    durable_stage.has_files(tmp_path)
    durable_stage.send_file("陈静", write(tmp_path, "周末.csv", *WEEKEND))
    durable_stage.restart()
    published(durable_stage)
    durable_stage.again()
    durable_stage.expect_nothing_else()


@pytest.mark.parametrize("mark", ["\t", "，", "  ", " "])
def test_a_pasted_table_does_the_same(tuesday: Stage, mark: str) -> None:
    table = "\n".join(row.replace(",", mark) for row in [HEADING, *WEEKEND])
    tuesday.say("陈静", f"导入值班表：\n{table}")
    published(tuesday)


def test_the_workbook_of_the_draft_can_be_changed_and_sent_back(stage_at: StageAt, tmp_path: Path) -> None:
    stage = stage_at("2026-09-22T09:00")
    stage.say("陈静", "排下个月值班表")
    stage.expect("chenj", "card", "10月值班表（草稿）")
    (tmp_path / "10月.xlsx").write_bytes(file_of(stage, stage.expect("chenj", "file", "10月值班表（草稿）")))
    stage.has_files(tmp_path)
    stage.send_file("陈静", "10月.xlsx")
    stage.expect("chenj", "card", "10月值班表（草稿）", "44班", buttons=["发布", "不发布"])
    stage.expect_nothing_else()


def test_the_book_tells_what_the_new_table_changed(tuesday: Stage, tmp_path: Path) -> None:
    rows = [
        "2026-12-05,上半日,08:30,12:00,杨丽,黄燕",
        "2026-12-05,下半日,12:00,17:30,杨丽,钱俊",
        "2026-12-05,夜班,17:30,次日08:30,赵敏,谢红",
    ]
    table = "\n".join(["日期,班次,开始,结束,带班领导,值班员", *rows])
    (tmp_path / "周六.csv").write_text(table, "utf-8")
    tuesday.send_file("陈静", "周六.csv")
    tuesday.tap("陈静", "发布")
    tuesday.forget()
    lines = exported(tuesday, "导出12月5日值班台账")
    assert {number: line[4:8] for number, line in lines.items()} == {
        "ZB-20261205-1": ["08:30至17:30", "杨丽", "谢红", "重新排班，这一班取消"],
        "ZB-20261205-2": ["17:30至次日08:30", "赵敏", "谢红", "值班由蒋斌换成谢红，带班由杨丽换成赵敏（重新排班）"],
        "ZB-20261205-0830": ["08:30至12:00", "杨丽", "黄燕", None],
        "ZB-20261205-1200": ["12:00至17:30", "杨丽", "钱俊", None],
    }


def test_one_bad_row_and_nothing_is_changed(tuesday: Stage, tmp_path: Path) -> None:
    before = roster(tuesday, *DECEMBER)
    rows = [*WEEKEND[:3], "2026-12-06,夜班,林芳,张三"]
    tuesday.send_file("陈静", write(tmp_path, "周末.csv", *rows))
    tuesday.expect(
        "chenj",
        "text",
        "值班表有2处不对，没有导入，原来的值班表没有改动：",
        "第5行：「值班员」里的“张三”在花名册里没有，请写全名或者账号。",
        "第5行：林芳不是带班领导，请换成班子成员。",
        "请改好以后重新发来。",
    )
    tuesday.expect_nothing_else()
    assert roster(tuesday, *DECEMBER) == before


def test_a_table_that_ends_before_the_month_says_what_is_not_planned(stage_at: StageAt, tmp_path: Path) -> None:
    stage = stage_at("2026-12-01T09:00")
    stage.store.write(_clear_last_day)
    stage.has_files(tmp_path)
    rows = ["2026-12-29,夜班,王强,蒋斌", "2026-12-30,夜班,杨丽,刘洋"]
    stage.send_file("陈静", write(tmp_path, "月底.csv", *rows))
    stage.expect("chenj", "card", "12月29日至12月30日值班表（草稿）")
    stage.expect("chenj", "text", "这个月还没有排的：12月31日（周四）17:30至2027年1月1日（周五）08:30。")
    stage.expect_nothing_else()


def _clear_last_day(uow: UnitOfWork) -> None:
    duty.plan(uow, sample.ORG, _moment("2026-12-31T00:00"), _moment("2027-01-02T00:00"), ())


def test_a_table_published_at_night_wakes_nobody(stage_at: StageAt, tmp_path: Path) -> None:
    stage = stage_at("2026-12-01T22:00")
    stage.has_files(tmp_path)
    stage.send_file("陈静", write(tmp_path, "周末.csv", *WEEKEND))
    stage.expect("chenj", "card", "草稿")
    stage.tap("陈静", "发布")
    stage.expect("chenj", "update", "已发布")
    stage.expect("chenj", "file", "值班表")
    stage.expect_nothing_else()
    stage.wait_until("2026-12-02T07:31")
    assert sorted(sent.to for sent in stage.left) == ["huangy", "jiangb", "xieh", "yangl"]
    stage.forget()


def test_only_the_office_plans(tuesday: Stage, tmp_path: Path) -> None:
    tuesday.send_file("林芳", write(tmp_path, "周末.csv", *WEEKEND))
    tuesday.expect("linf", "text", "排班、改班由党政办办理")
    tuesday.say("林芳", "@小助手 导入值班表", chat=EVERYBODY)
    tuesday.expect(EVERYBODY, "text", "已收到")
    tuesday.expect("linf", "text", "排班、改班由党政办办理")
    tuesday.expect_nothing_else()


def test_how_it_is_done_is_told(tuesday: Stage) -> None:
    tuesday.say("陈静", "导入值班表")
    tuesday.expect("chenj", "text", "请把值班表的Excel或者CSV文件发给我", "日期、班次、带班领导、值班员")
    tuesday.say("陈静", "导入值班表\n12月8日 夜班 王强 黄燕")
    tuesday.expect("chenj", "text", "没有找到表头")
    tuesday.expect_nothing_else()


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("12月值班表.xlsx", b"no workbook", "不是能读的 Excel 文件，请用 Excel 打开后另存为 .xlsx"),
        ("12月值班表.csv", "姓名,电话\n林芳,1".encode(), "没有找到表头"),
        ("12月值班表.csv", (HEADING + "\n").encode(), "表里一行班次也没有"),
        ("12月值班表.csv", b"x" * (1024 * 1024 + 1), "文件超过1MB"),
        ("通讯录.csv", "姓名,电话\n林芳,1".encode(), "收到文件《通讯录.csv》，但还不知道用在哪里"),
        ("照片.jpg", b"x", "收到文件《照片.jpg》，但还不知道用在哪里"),
    ],
)
def test_what_is_no_roster_says_so(tuesday: Stage, tmp_path: Path, name: str, content: bytes, answer: str) -> None:
    (tmp_path / name).write_bytes(content)
    tuesday.send_file("陈静", name)
    tuesday.expect("chenj", "text", answer)
    tuesday.expect_nothing_else()


def test_a_draft_made_before_the_roster_changed_is_not_published(tuesday: Stage, tmp_path: Path) -> None:
    tuesday.send_file("陈静", write(tmp_path, "周末.csv", *WEEKEND))
    tuesday.say("陈静", "把12月6日夜班换成谢红")
    tuesday.forget()
    tuesday.tap("陈静", "发布")
    tuesday.expect("chenj", "update", "这份草稿没有发布。请重新排。", buttons=[])
    tuesday.expect_nothing_else()
