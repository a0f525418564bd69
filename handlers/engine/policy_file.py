"""Reading `policy.toml`: the typed policy, or every fault of the file with its line and what to do about it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from handlers.engine.policy import Policy
from handlers.engine.policy_sense import contradictions
from handlers.engine.toml_faults import syntax_fault
from handlers.engine.toml_lines import Path, key_lines, line_of


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the file: the line (from 1), and in Chinese what it is and what to do."""

    line: int
    words: str

    def said(self, source: str) -> str:
        """The one line that people read."""
        return f"{source} 第{self.line}行：{self.words}"


class PolicyError(ValueError):
    """The policy cannot be used as it stands; its words are one line per fault, in the order of the file."""

    def __init__(self, faults: tuple[Fault, ...], source: str) -> None:
        self.faults = faults
        self.lines = tuple(fault.said(source) for fault in faults)
        super().__init__("\n".join(self.lines))


def read_policy(text: str, source: str = "policy.toml") -> Policy:
    """The policy that this text writes down.

    Raises PolicyError naming every fault: what is not TOML, unknown and missing keys, wrong types, values out of
    range, and contradictions.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        written = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError((Fault(*syntax_fault(text, error)),), source) from None
    lines = key_lines(text)
    try:
        policy = Policy.model_validate(written)
    except ValidationError as error:
        raise PolicyError(_faults(error.errors(include_url=False), lines), source) from None
    if found := tuple(Fault(line_of(path, lines), words) for path, words in contradictions(policy)):
        raise PolicyError(_sorted(found), source)
    return policy


def _faults(errors: list[ErrorDetails], lines: dict[Path, int]) -> tuple[Fault, ...]:
    """Every error in Chinese; a key that is only misspelt is not reported as missing too."""
    misspelt = {error["loc"]: _nearest(error["loc"]) for error in errors if error["type"] == "extra_forbidden"}
    meant = {(*path[:-1], right) for path, right in misspelt.items() if right}
    told = [error for error in errors if not (error["type"] == "missing" and error["loc"] in meant)]
    return _sorted(tuple(Fault(line_of(error["loc"], lines), _words(error, misspelt)) for error in told))


def _sorted(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    return tuple(sorted(dict.fromkeys(faults), key=lambda fault: fault.line))


def _words(error: ErrorDetails, misspelt: dict[Path, str]) -> str:
    path, kind = error["loc"], error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(path, misspelt[path])
    if kind == "missing":
        return _missing_key(path)
    if kind == "value_error":
        return f"“{_name(path)}”{error['ctx']['error']}"
    shape = _SHAPES.get(kind, "的写法不对；请对照样板改正")
    given = {key: str(value).replace(" or ", "、").replace("'", "") for key, value in error.get("ctx", {}).items()}
    return f"“{_name(path)}”{shape.format(**given)}"


def _unknown_key(path: Path, right: str) -> str:
    what = f"节“{path[0]}”" if len(path) == 1 else f"项“{path[-1]}”"
    remedy = f"请改为“{right}”" if right else "请删除，或者对照样板改正"
    return f"不认识这一{what}；{remedy}"


def _missing_key(path: Path) -> str:
    if len(path) == 1:
        return f'整份文件里少了“{path[0]}”一节；请补上以 ["{path[0]}"] 开头的一节'
    if isinstance(path[-1], int):
        return f"“{_name(path[:-1])}”这一行少写了内容；请对照样板补全"
    return f"“{_name(path[:-1])}”里少了“{path[-1]}”；请补上这一项"


def _name(path: Path) -> str:
    """The last key of the path that has a name; elements of arrays are called by the array's."""
    return next((part for part in reversed(path) if isinstance(part, str)), "文件")


def _nearest(path: Path) -> str:
    """The known key that comes nearest to the unknown one at the end of the path, or ""."""
    model = _model_at(path[:-1])
    known = [info.alias or name for name, info in model.model_fields.items()] if model else []
    return next(iter(get_close_matches(str(path[-1]), known, n=1, cutoff=0.5)), "")


def _model_at(path: Path) -> type[BaseModel] | None:
    model: type[BaseModel] = Policy
    for part in path:
        if isinstance(part, int):
            continue
        info = next((info for info in model.model_fields.values() if info.alias == part), None)
        inner = [kind for kind in (info.annotation, *get_args(info.annotation)) if _is_model(kind)] if info else []
        if not inner:
            return None
        model = inner[0]
    return model


def _is_model(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


_SHAPES = {
    "model_type": "应当是一节或者一行大括号；请对照样板改正",
    "string_type": "应当是文字；请写在英文双引号里",
    "int_type": "应当是整数，不加引号；请改正",
    "bool_type": "只能是 true（是）或 false（否），不加引号；请改正",
    "tuple_type": "应当是方括号里的一组；请对照样板改正",
    "date_type": "应当是日期，不加引号；请写成 2027-01-01 的样子",
    "string_too_short": "不能为空；请填写",
    "too_short": "内容太少；请至少填写一项，并对照样板写全",
    "too_long": "内容太多；请对照样板改正",
    "literal_error": "只能是 {expected} 之一；请改正",
    "greater_than": "必须大于 {gt}；请改正",
    "greater_than_equal": "不能小于 {ge}；请改正",
    "less_than_equal": "不能大于 {le}；请改正",
    "less_than": "必须小于 {lt}；请改正",
}
