"""The office's lists, as offices have them: what is taken over, and how each mistake is told."""

import csv
import dataclasses
import shutil
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from handlers.engine.absence import DutySlot
from handlers.engine.people import Member
from handlers.engine.roster import Group, Place, Roster, Seal, Vehicle
from storage import duty, people
from storage.instants import ZONE
from storage.roster_files import COLUMNS, RosterFaultsError, read_folder
from storage.store import Store
from tests.storage.rows import NOON, ORG

SAMPLE = Path(__file__).parents[2] / "bot" / "sample_township"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample's lists, to be spoilt."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "lists"))


@pytest.fixture(scope="module")
def sample() -> Roster:
    return read_folder(SAMPLE)


def faults(folder: Path) -> list[str]:
    with pytest.raises(RosterFaultsError) as refusal:
        read_folder(folder)
    return str(refusal.value).split("\n")


def edit(folder: Path, table: str, change: Callable[[str], str]) -> None:
    file = folder / f"{table}.csv"
    file.write_text(change(file.read_text("utf-8")), "utf-8")


def add(folder: Path, table: str, line: str) -> int:
    """Add a row to a list; its number."""
    edit(folder, table, lambda text: f"{text.rstrip()}\n{line}\n")
    return len((folder / f"{table}.csv").read_text("utf-8").splitlines())


def rows(table: str) -> list[list[str]]:
    with (SAMPLE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_sample_township_is_read_whole(sample: Roster) -> None:
    assert (len(sample.members), len(sample.units), len(sample.groups)) == (32, 12, 3)
    assert sample.members[9] == Member(
        "huangy", "黄燕", "党政办公室", "科员", frozenset({"文书", "档案管理员", "文印管理员"}), date(2014, 7, 1)
    )
    assert sample.stand_ins["qianj"] == ("huangy",)
    assert sample.groups[1] == Group("党政办工作群", "党政办公室")
    assert sample.seals[2] == Seal("青禾乡党政办公室印章", "sunl", "党政办主任")
    assert sample.vehicles[2] == Vehicle("云E·A0861", "皮卡", 5, "", "维修")
    assert sample.places[0] == Place("县里", ("县城", "县上", "城里"), "县")
    assert sample.rooms[0].equipment == ("音响", "投影")
    assert sample.duty[1] == DutySlot(
        datetime(2026, 1, 1, 17, 30, tzinfo=ZONE), datetime(2026, 1, 2, 8, 30, tzinfo=ZONE), "夜班", "yangl", "sunl"
    )


def test_a_group_is_for_a_unit_or_for_everybody(sample: Roster) -> None:
    everyone, office, leaders = (sample.accounts_in(group) for group in sample.groups)
    assert len(everyone) == 32
    assert office == ("chenj", "liuy", "sunl", "huangy", "qianj", "mag", "tangw")
    assert set(leaders) == {"zhoujg", "liwh", "yangl", "wangq", "zhaom", "zhangy"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_any_encoding_that_excel_saves_is_read(folder: Path, sample: Roster, encoding: str) -> None:
    for file in folder.glob("*.csv"):
        text = file.read_text("utf-8").replace("\n", "\r\n")
        file.write_bytes(text.encode(encoding))
    assert read_folder(folder) == sample


def test_bytes_that_are_no_text_are_told(folder: Path) -> None:
    (folder / "群.csv").write_bytes(b"\xff\x00\x81\xff")
    assert faults(folder) == ["群.csv：文字编码认不出来，请在 Excel 中另存为“CSV UTF-8（逗号分隔）”"]


def as_workbook(place: Path, *tables: str, convert: Callable[[str], object] = str) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        sheet = book.create_sheet(table)
        for row in rows(table):
            sheet.append([convert(cell) for cell in row])
    book.save(place)


def typed(cell: str) -> object:
    """A cell as Excel itself would hold it: numbers, days and times instead of words."""
    for parse in (int, date.fromisoformat, lambda text: date.fromisoformat(f"{text}-01"), time.fromisoformat):
        try:
            return parse(cell)
        except ValueError:
            continue
    return cell or None


@pytest.mark.parametrize("convert", [str, typed])
def test_one_workbook_with_a_sheet_a_list_is_the_same(tmp_path: Path, sample: Roster, convert: Callable) -> None:
    as_workbook(tmp_path / "名册.xlsx", *COLUMNS, convert=convert)
    assert read_folder(tmp_path / "名册.xlsx") == sample


def test_a_workbook_for_each_list_is_the_same(tmp_path: Path, sample: Roster) -> None:
    for table in COLUMNS:
        as_workbook(tmp_path / f"{table}.xlsx", table)
    (tmp_path / "~$单位.xlsx").write_bytes(b"what Excel leaves while it is open")
    assert read_folder(tmp_path) == sample


def test_some_lists_may_be_workbooks_and_others_text(folder: Path, sample: Roster) -> None:
    (folder / "花名册.csv").unlink()
    as_workbook(folder / "花名册.xlsx", "花名册", convert=typed)
    assert read_folder(folder) == sample


def test_duty_may_be_missing_and_nothing_else(folder: Path, sample: Roster) -> None:
    (folder / "值班.csv").unlink()
    assert read_folder(folder) == dataclasses.replace(sample, duty=())
    for table in COLUMNS:
        (folder / f"{table}.csv").unlink(missing_ok=True)
    assert [f"缺少「{table}.csv」" in line for table, line in zip(COLUMNS, faults(folder), strict=False)] == [True] * 8


def test_columns_may_stand_in_any_order_beside_others(folder: Path, sample: Roster) -> None:
    turned = "\n".join(",".join([*reversed(row), "13800000000"]) for row in rows("代理"))
    (folder / "代理.csv").write_text(turned.replace("13800000000", "电话", 1), "utf-8")
    assert read_folder(folder) == sample


def test_blank_rows_and_spaces_do_not_matter(folder: Path, sample: Roster) -> None:
    edit(folder, "群", lambda text: text.replace("\n", "\n,\n\n").replace(",", " , "))
    assert read_folder(folder) == sample


def test_who_is_not_in_service_is_a_former_member(folder: Path) -> None:
    edit(folder, "花名册", lambda text: text.replace("2021-03,是", "2021-03,否"))
    roster = read_folder(folder)
    assert [member.account for member in roster.former] == ["taoy"]
    assert "taoy" not in {member.account for member in roster.members}


@pytest.mark.parametrize("written", ["2004-09", "2004/9", "2004.09", "2004年9月", "2004-09-15", "2004/9/15"])
def test_the_month_of_entering_service_may_be_written_in_many_ways(folder: Path, written: str) -> None:
    edit(folder, "花名册", lambda text: text.replace("2004-09", written))
    assert read_folder(folder).members[2].service_from == date(2004, 9, 1)


BAD_ROWS = {
    "an account twice": (
        "花名册",
        "linf,林芬,财政所,科员,,2020-01,是",
        "“linf”与第23行重复，请只保留一行",
    ),
    "an unknown unit": (
        "花名册",
        "new,新人,财政局,科员,,2020-01,是",
        "「单位」里的“财政局”在单位表中找不到，请改正，或先在单位表中加上",
    ),
    "an unknown role": (
        "花名册",
        "new,新人,财政所,科员,会计,2020-01,是",
        "不认识角色“会计”，请改为：主要领导、分管领导、党政办主任",
    ),
    "no month": (
        "花名册",
        "new,新人,财政所,科员,,前年,是",
        "「参加工作时间」填的是“前年”，请写成 2004-09 这样的年月，不清楚就留空",
    ),
    "a month that is none": ("花名册", "new,新人,财政所,科员,,2020-13,是", "「参加工作时间」填的是“2020-13”"),
    "in service or not": ("花名册", "new,新人,财政所,科员,,2020-01,在", "「在职」填的是“在”，请填“是”或“否”"),
    "no name": ("花名册", "new,,财政所,科员,,2020-01,是", "「姓名」是空的，请填写"),
    "too many cells": ("花名册", "new,新人,财政所,科,员,,2020-01,是", "内容比表头的列多"),
    "a unit twice": ("单位", "财政所,站所,政府,liwh,fengt", "“财政所”与第6行重复"),
    "an unknown line": ("单位", "新所,站所,人大,liwh,fengt", "「条线」里的“人大”在党委、政府中找不到"),
    "an unknown leader": ("单位", "新所,站所,政府,nobody,fengt", "「分管领导」里的“nobody”在花名册的在职人员中找不到"),
    "an unknown head": ("单位", "新所,站所,政府,liwh,nobody", "「负责人」里的“nobody”在花名册的在职人员中找不到"),
    "an unknown stand-in": ("代理", "linf,nobody", "「代理人」里的“nobody”在花名册的在职人员中找不到"),
    "a stand-in for nobody": ("代理", ",linf", "「账号」是空的，请填写"),
    "one's own stand-in": ("代理", "linf,linf", "代理人是本人，请改为另一个人"),
    "a group of no unit": ("群", "新群,财政局", "「成员单位」里的“财政局”在单位表（或“全体”）中找不到"),
    "a seal without keeper": ("印章", "新章,,党政办主任", "「保管人」是空的"),
    "a seal that nobody allows": ("印章", "新章,sunl,书记", "「审批人」里的“书记”在党委主要领导"),
    "a car of no seats": ("车辆", "云E·A1,轿车,几个,,可用", "「座位」填的是“几个”，请填整数"),
    "an unknown driver": ("车辆", "云E·A1,轿车,5,nobody,可用", "「驾驶员」里的“nobody”在花名册的在职人员中找不到"),
    "a place without name": ("地点", ",别名,县", "「地点」是空的"),
    "a room of no seats": ("会议室", "新会议室,,投影", "「座位」填的是“”，请填整数"),
    "duty on no day": ("值班", "2026-02-30,白班,08:30,17:30,yangl,liuy", "「日期」填的是“2026-02-30”"),
    "duty at no time": ("值班", "2027-02-03,白班,早上,17:30,yangl,liuy", "「开始」填的是“早上”，请写成 08:30"),
    "duty that ends before it begins": ("值班", "2027-02-03,夜班,17:30,08:30,yangl,liuy", "结束不晚于开始"),
    "duty of nobody": ("值班", "2027-02-03,白班,08:30,17:30,yangl,nobody", "「值班员」里的“nobody”"),
}


@pytest.mark.parametrize(("table", "line", "said"), BAD_ROWS.values(), ids=BAD_ROWS.keys())
def test_a_bad_row_is_told_with_its_number_and_the_remedy(folder: Path, table: str, line: str, said: str) -> None:
    number = add(folder, table, line)
    (told,) = faults(folder)
    assert told.startswith(f"{table}.csv 第{number}行：{said}")


def test_all_faults_are_told_at_once(folder: Path) -> None:
    numbers = [add(folder, table, line) for table, line, _ in BAD_ROWS.values()]
    told = faults(folder)
    assert len(told) == 1  # the shape of a list comes first: a row with too many cells cannot be read
    edit(folder, "花名册", lambda text: text.replace("new,新人,财政所,科,员,,2020-01,是\n", ""))
    edit(folder, "花名册", lambda text: text.replace("new,", "new1,", 1).replace("new,", "new2,", 1))
    assert len(faults(folder)) >= len(numbers) - 1


def test_a_missing_column_is_named(folder: Path) -> None:
    edit(folder, "花名册", lambda text: text.replace("角色", "岗位", 1))
    assert faults(folder) == [
        "花名册.csv 第1行：缺少列「角色」，请补上，第一行应有：账号,姓名,单位,职务,角色,参加工作时间,在职"
    ]


def test_a_column_that_stands_twice_is_named(folder: Path) -> None:
    edit(folder, "群", lambda text: text.replace("群,成员单位", "群,成员单位,群", 1))
    assert faults(folder) == ["群.csv 第1行：列「群」出现了两次，请只保留一列"]


def test_an_empty_file_is_told(folder: Path) -> None:
    (folder / "群.csv").write_text("")
    assert faults(folder) == ["群.csv 第1行：缺少列「群、成员单位」，请补上，第一行应有：群,成员单位"]


def test_a_list_of_unknown_name_is_told(folder: Path) -> None:
    (folder / "代理.csv").rename(folder / "代理人.csv")
    missing, unknown = faults(folder)
    assert "缺少「代理.csv」" in missing
    assert "不认识“代理人”这张表" in unknown


def test_a_list_that_is_there_twice_is_told(folder: Path) -> None:
    as_workbook(folder / "群.xlsx", "群")
    assert [line.split("，")[0] for line in faults(folder)] == ["群.csv：“群”有两份", "群.xlsx：“群”有两份"]


def test_a_workbook_that_is_none_is_told(folder: Path) -> None:
    (folder / "群.csv").rename(folder / "群.xlsx")
    assert faults(folder)[0].startswith("群.xlsx：不是能读的 Excel 文件")


def test_a_sheet_s_faults_name_the_sheet(tmp_path: Path) -> None:
    as_workbook(tmp_path / "名册.xlsx", *COLUMNS, convert=lambda cell: "财政局" if cell == "财政所" else cell)
    as_workbook(tmp_path / "名册.xlsx", *(table for table in COLUMNS if table != "群"))
    assert faults(tmp_path / "名册.xlsx")[0].endswith("缺少「群」，请补上，第一行为：群,成员单位")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path / "nowhere") == [f"{tmp_path}/nowhere：没有这个文件夹或文件，请检查路径"]


def test_a_roster_comes_out_of_the_store_as_it_was_put_in(store: Store, sample: Roster) -> None:
    store.write(lambda uow: people.register_org(uow, ORG, "青禾乡", NOON))
    store.write(lambda uow: people.replace_roster(uow, ORG, sample, NOON))
    loaded = store.read(lambda uow: people.load_roster(uow, ORG))
    assert loaded == dataclasses.replace(sample, duty=())
    assert list(loaded.directory().members) == [member.account for member in sample.members]
    assert len(store.read(lambda uow: duty.from_on(uow, ORG, sample.duty[0].start))) == len(sample.duty)


def test_who_vanished_from_the_lists_is_remembered_as_former(store: Store, sample: Roster) -> None:
    smaller = dataclasses.replace(sample, members=sample.members[:-1])
    store.write(lambda uow: people.register_org(uow, ORG, "青禾乡", NOON))
    for roster in (sample, smaller, smaller):
        store.write(lambda uow, roster=roster: people.replace_roster(uow, ORG, roster, NOON))
    loaded = store.read(lambda uow: people.load_roster(uow, ORG))
    assert loaded.members == smaller.members
    assert loaded.former == (sample.members[-1],)
    assert store.read(lambda uow: people.roster_version(uow, ORG)) == 4


def test_who_comes_back_is_in_service_again(store: Store, sample: Roster) -> None:
    smaller = dataclasses.replace(sample, members=sample.members[:-1])
    store.write(lambda uow: people.register_org(uow, ORG, "青禾乡", NOON))
    for roster in (sample, smaller, sample):
        store.write(lambda uow, roster=roster: people.replace_roster(uow, ORG, roster, NOON))
    assert store.read(lambda uow: people.load_roster(uow, ORG)) == dataclasses.replace(sample, duty=())


def test_two_offices_do_not_see_each_other(store: Store, sample: Roster) -> None:
    for org in ("a", "b"):
        store.write(lambda uow, org=org: people.register_org(uow, org, f"{org}乡", NOON))
    store.write(lambda uow: people.replace_roster(uow, "a", sample, NOON))
    assert store.read(lambda uow: people.load_roster(uow, "b")) == Roster()
    assert store.read(people.org_names) == {"a": "a乡", "b": "b乡"}


def test_an_office_can_be_given_another_name(store: Store) -> None:
    for name in ("青禾乡", "青禾镇"):
        store.write(lambda uow, name=name: people.register_org(uow, ORG, name, NOON))
    assert store.read(people.org_names) == {ORG: "青禾镇"}


def test_a_roster_for_an_office_that_nobody_registered_is_refused(store: Store, sample: Roster) -> None:
    with pytest.raises(LookupError, match=ORG):
        store.write(lambda uow: people.replace_roster(uow, ORG, sample, NOON))
    assert store.read(lambda uow: people.load_roster(uow, ORG)) == Roster()
