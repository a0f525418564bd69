"""`dzb policy check`: everything that is wrong with a policy file, by itself and against the office's people."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from handlers.engine.people import Directory, Member, Unit
from handlers.engine.policy import Policy
from handlers.engine.policy_file import PolicyError, read_policy
from handlers.engine.policy_sense import check_against

Row = dict[str, str]

_ROSTER, _UNITS, _STAND_INS = "花名册.csv", "单位.csv", "代理.csv"
_COLUMNS = {
    _ROSTER: ("账号", "姓名", "单位", "职务", "角色", "在职"),
    _UNITS: ("单位", "类别", "条线", "分管领导", "负责人"),
    _STAND_INS: ("账号", "代理人"),
}
_OPTIONAL = (_STAND_INS,)


class _TableError(ValueError):
    """A table of the office cannot be read; its words are the line that people see."""


def check_policy(path: Path, folder: Path | None = None) -> list[str]:
    """One Chinese line per fault, empty where the policy can be used.

    `folder` holds the office's tables (花名册.csv, 单位.csv, 代理.csv); without it only the file itself is checked.
    """
    try:
        policy = read_policy(_text(path), path.name)
        return check_against(policy, read_directory(folder, policy)) if folder is not None else []
    except PolicyError as error:
        return list(error.lines)
    except _TableError as error:
        return [str(error)]


def read_directory(folder: Path, policy: Policy) -> Directory:
    """The people of an office whose tables lie in a folder: those in service, as the check needs them."""
    members = [_member(row) for row in _rows(folder, _ROSTER) if row["在职"] == "是"]
    units = [_unit(row) for row in _rows(folder, _UNITS)]
    stand_ins: dict[str, tuple[str, ...]] = {}
    for row in _rows(folder, _STAND_INS):
        stand_ins[row["账号"]] = (*stand_ins.get(row["账号"], ()), *_parts(row["代理人"]))
    return Directory(
        {member.account: member for member in members},
        {unit.name: unit for unit in units},
        stand_ins,
        policy.leadership.lines,
    )


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _TableError(f"读不到 {path}：{_why(error)}；请核对路径") from None
    except UnicodeDecodeError:
        raise _TableError(f"{path.name} 不是 UTF-8 编码；请在编辑器里另存为 UTF-8 编码") from None


def _why(error: OSError) -> str:
    reasons = {FileNotFoundError: "没有这个文件", IsADirectoryError: "这是一个文件夹", PermissionError: "没有读取权限"}
    return reasons.get(type(error), error.strerror or "系统错误")


def _rows(folder: Path, name: str) -> list[Row]:
    path = folder / name
    if name in _OPTIONAL and not path.exists():
        return []
    reader = csv.DictReader(_text(path).splitlines())
    if missing := [column for column in _COLUMNS[name] if column not in (reader.fieldnames or ())]:
        raise _TableError(f"{name} 缺少列：{'、'.join(missing)}；请补上表头后再检查")
    return [_whole(row, _COLUMNS[name]) for row in reader]


def _whole(row: dict[str, str | None], columns: Sequence[str]) -> Row:
    """The row with every column filled: a line that ends early has nothing in the last ones."""
    return {column: (row[column] or "").strip() for column in columns}


def _member(row: Row) -> Member:
    return Member(row["账号"], row["姓名"], row["单位"], row["职务"], frozenset(_parts(row["角色"])))


def _unit(row: Row) -> Unit:
    return Unit(row["单位"], row["类别"], row["条线"], row["分管领导"], row["负责人"])


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.replace("；", ";").split(";") if part.strip())
