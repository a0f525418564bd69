"""`dzb init`: a new office's folder, complete, and never at the cost of anything that was there."""

import stat
from pathlib import Path

import pytest

from storage import migrate
from tests.cli.command import contents, dzb, office


def test_a_new_office_has_settings_policy_tables_and_a_database(tmp_path: Path) -> None:
    folder = office(tmp_path / "office", tables=False)
    tables = {"单位", "花名册", "代理", "群", "印章", "车辆", "地点", "会议室", "值班"}
    assert {file.name for file in folder.iterdir()} == {
        "dzb.toml",
        "policy.toml",
        "dzb.sqlite",
        *(f"{table}.csv" for table in tables),
    }
    assert (folder / "花名册.csv").read_text("utf-8-sig").strip() == "账号,姓名,单位,职务,角色,参加工作时间,在职"
    assert stat.S_IMODE((folder / "dzb.toml").stat().st_mode) == 0o600
    assert dzb("policy", "check", "policy.toml", at=folder).code == 0
    assert dzb("migrate", at=folder).out == f"数据库已是最新版本 {migrate.head()}，无需升级。\n"


def test_what_it_says_to_do_next_works_as_written(tmp_path: Path) -> None:
    folder = office(tmp_path / "office")
    for command in (
        ("people", "import", ".", "--org", "qinghe"),
        ("policy", "check", "policy.toml", "--org", "."),
        ("policy", "adopt", "policy.toml"),
        ("audit", "verify"),
    ):
        ended = dzb(*command, at=folder)
        assert (ended.code, ended.err) == (0, ""), command


def test_the_settings_name_the_database_from_any_folder(tmp_path: Path) -> None:
    folder = office(tmp_path / "office")
    assert dzb("audit", "verify", "--config", folder / "dzb.toml", at=tmp_path).code == 0


def test_two_offices_may_share_a_database(tmp_path: Path) -> None:
    shared = f"sqlite:///{tmp_path / 'county.sqlite'}"
    for org in ("qinghe", "songping"):
        assert dzb("init", tmp_path / org, "--org", org, "--database", shared).code == 0
    assert dzb("audit", "verify", "--database", shared).out.count("操作记录完整") == 2


@pytest.mark.parametrize("present", ["dzb.toml", "policy.toml", "花名册.csv", "dzb.sqlite"])
def test_nothing_that_is_there_is_overwritten(tmp_path: Path, present: str) -> None:
    (tmp_path / present).write_text("mine", "utf-8")
    before = contents(tmp_path)
    ended = dzb("init", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.told == f"{tmp_path} 里已经有 {present}，没有改动任何内容：请换一个空文件夹"
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["x", "--org", "青禾"], "单位简称“青禾”不能用"),
        (["x", "--database", "mysql://x"], "不支持这种数据库"),
        (["x", "--database", "postgresql://nobody@127.0.0.1:1/x"], "连不上数据库"),
        (["x", "--database", "sqlite:////none/such/x.db"], "目录不存在"),
        (["a file"], "是一个文件"),
        (["a file/x"], "路径中间有一段不是文件夹"),
    ],
)
def test_what_cannot_be_set_up_leaves_nothing_behind(tmp_path: Path, words: list[str], said: str) -> None:
    (tmp_path / "a file").write_text("", "utf-8")
    ended = dzb("init", *words, at=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.told
    assert set(contents(tmp_path)) == {"a file"}
    assert [path.name for path in tmp_path.iterdir()] == ["a file"]


def test_a_short_name_is_given_once_in_a_database(tmp_path: Path) -> None:
    shared = f"sqlite:///{tmp_path / 'county.sqlite'}"
    dzb("init", tmp_path / "one", "--database", shared)
    ended = dzb("init", tmp_path / "two", "--database", shared)
    assert (ended.code, ended.out) == (2, "")
    assert "已经有简称为“office”的单位" in ended.told
    assert not (tmp_path / "two").exists()
