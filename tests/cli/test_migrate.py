"""`dzb migrate` on both databases: up to this program's version, and hands off what is not its own."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage import migrate
from tests.cli.command import contents, dzb


def test_an_empty_database_gets_its_tables_once(empty_database_url: str) -> None:
    first = dzb("migrate", "--database", empty_database_url)
    assert (first.code, first.err) == (0, "")
    assert first.out == f"数据库已升级到版本 {migrate.head()}。\n"
    assert dzb("migrate", "--database", empty_database_url).out == f"数据库已是最新版本 {migrate.head()}，无需升级。\n"
    assert migrate.current(empty_database_url) == migrate.head()


def test_the_environment_may_name_the_database(tmp_path: Path) -> None:
    ended = dzb("migrate", at=tmp_path, DZB_DATABASE="sqlite:///house.db")
    assert ended.code == 0
    assert (tmp_path / "house.db").exists()


def of_another_version(file: Path, version: str) -> None:
    migrate.upgrade(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))


@pytest.mark.parametrize("command", [["migrate"], ["audit", "verify"], ["people", "import", "lists"]])
def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path, command: list[str]) -> None:
    of_another_version(tmp_path / "house.db", "9999")
    (tmp_path / "lists").mkdir()
    for table in (Path(__file__).parents[2] / "bot" / "sample_township").glob("*.csv"):
        (tmp_path / "lists" / table.name).write_bytes(table.read_bytes())
    before = contents(tmp_path)
    ended = dzb(*command, "--database", "sqlite:///house.db", at=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.told.startswith(f"数据库的版本（9999）比程序认识的（{migrate.head()}）新，没有改动任何内容")
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("house.db", "数据库地址写得不对"),
        ("mysql://x/y", "不支持这种数据库"),
        ("sqlite:///none/house.db", "目录不存在"),
        ("sqlite:///text.db", "打不开数据库文件"),
        ("postgresql://nobody:secret@127.0.0.1:1/x", "连不上数据库"),
    ],
)
def test_what_is_no_database_is_told(tmp_path: Path, address: str, said: str) -> None:
    (tmp_path / "text.db").write_text("这不是数据库" * 50, "utf-8")
    before = contents(tmp_path)
    ended = dzb("migrate", "--database", address, at=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.told
    assert "secret" not in ended.told
    assert contents(tmp_path) == before


def test_without_settings_it_is_said_what_to_do(tmp_path: Path) -> None:
    for command in (["migrate"], ["serve"], ["audit", "verify"], ["policy", "adopt", __file__]):
        ended = dzb(*command, at=tmp_path)
        assert (ended.code, ended.told) == (2, "这里没有 dzb.toml：请先运行 dzb init，或者用 --config 指明设置文件")


@pytest.mark.parametrize(
    ("text", "said"),
    [("databse = 1", "不认识的设置“databse”"), ("database = ", "写法不对"), ('listen = "8600"', "应写成 地址:端口")],
)
def test_settings_that_cannot_be_used_are_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "dzb.toml").write_text(text, "utf-8")
    ended = dzb("migrate", at=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.told
