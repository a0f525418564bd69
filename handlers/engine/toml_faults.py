"""What to say where a text is not TOML: the reader's English in the office's words, with the line."""

from __future__ import annotations

import re
from tomllib import TOMLDecodeError

_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_BARE_TIME = re.compile(r"=\s*\d{1,2}[:：]\d{2}\s*(#.*)?$")
_OPENED = re.compile(r"\s*[^\s\[{#].*=\s*\[")
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')
_FULL_WIDTH = "“”‘’＝，［］【】｛｝＃"

_MEANINGS = (
    ("Cannot overwrite a value", "同一项写了两遍；请删去一处"),
    ("Duplicate inline table key", "同一行里同一项写了两遍；请删去一处"),
    ("Cannot declare", "同一节写了两遍；请合并成一节"),
    ("Unclosed inline table", "大括号没有收尾，或者两项之间少了英文逗号；请补上"),
    ("Unterminated string", "引号没有收尾；请补上英文双引号"),
    ("Illegal character", "文字没有收尾，或者有不能用的字符；请检查这一行的英文双引号"),
    ("Expected '='", "名称后面少了等号，或者中文名称没有加英文双引号；请补上"),
    ("Invalid statement", "看不懂这一行；中文名称要写在英文双引号里，说明文字前要加 #，请改正"),
    ("Invalid initial character for a key", "看不懂这一行的名称；中文名称要写在英文双引号里，请改正"),
    ("Invalid value", "等号后面的内容看不懂；文字要写在英文双引号里，请改正"),
    ("Unescaped", "文字里不能用反斜杠 \\；请删去"),
    ("Expected newline", "这一行后面多了内容；请另起一行，说明文字前要加 #"),
    ("Expected ']'", "节的名称没有收尾；请补上方括号"),
    ("Invalid date", "没有这样的日期或时间；请改正"),
)


def syntax_fault(text: str, error: TOMLDecodeError) -> tuple[int, str]:
    """The line (from 1) where reading stopped, and in Chinese why and what to do."""
    rows = text.split("\n")
    placed = _PLACE.search(str(error))
    line = min(int(placed[1]), len(rows)) if placed else _last_written(rows)
    return line, _why(str(error), rows, line)


def _why(reason: str, rows: list[str], line: int) -> str:
    row = rows[line - 1]
    if found := [mark for mark in _FULL_WIDTH if mark in _outside_words(row)]:
        return f"用了全角符号 {' '.join(found)}；请换成英文半角符号"
    if _BARE_TIME.search(row):
        return '时间没有写在英文双引号里；请写成 "08:30" 的样子'
    if "Unclosed array" in reason:
        opened = next((n for n in range(line - 1, 0, -1) if _OPENED.match(rows[n - 1])), line)
        return f"第{opened}行开始的方括号到这里还没有收尾，或者两项之间少了英文逗号；请补上"
    return next((words for start, words in _MEANINGS if start in reason), "这一行写得不对；请对照样板改正")


def _outside_words(row: str) -> str:
    """The row without what stands in quotes and without its comment."""
    return _QUOTED.sub("", row).split("#")[0]


def _last_written(rows: list[str]) -> int:
    return next((number for number in range(len(rows), 0, -1) if rows[number - 1].strip()), 1)
