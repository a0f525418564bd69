"""Cuts text into words: jieba over a word file of our own and the office's names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.language.tables import listed

_WORDS = Path(__file__).parent / "words.txt"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a cut text with its part of speech."""

    text: str
    begin: int
    end: int
    kind: str


class Cutter:
    """The cutter of one office, which has taught it names by part of speech (nr people, ns places, nt units).

    Its words are loaded when the first text is cut: most messages need no cutting.
    """

    def __init__(self, taught: Mapping[str, tuple[str, ...]]) -> None:
        self._taught = taught

    @property
    def kinds(self) -> Mapping[str, str]:
        """Each known word with its part of speech."""
        return self._loaded[0]

    def cut(self, text: str) -> list[Word]:
        """The words of a text in their order."""
        kinds, tokenizer = self._loaded
        found, at = [], 0
        for piece in tokenizer.cut(text, HMM=False):
            found.append(Word(piece, at, at + len(piece), kinds.get(piece, "")))
            at += len(piece)
        return found

    @cached_property
    def _loaded(self) -> tuple[Mapping[str, str], Any]:
        kinds, counts = _word_file()
        for kind, words in self._taught.items():
            _teach(kinds, counts, words, kind)
        _teach(kinds, counts, _OFFICE_WORDS, "n")
        _teach(kinds, counts, _OFFICE_VERBS, "v")
        return kinds, _tokenizer(counts)


def _word_file() -> tuple[dict[str, str], dict[str, int]]:
    """Words with their part of speech, and how often each is met."""
    kinds: dict[str, str] = {}
    counts: dict[str, int] = {}
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        kinds[word] = kind
        counts[word] = int(count)
    return kinds, counts


def _teach(kinds: dict[str, str], counts: dict[str, int], taught: Iterable[str], kind: str) -> None:
    for word in taught:
        kinds[word] = kind
        counts[word] = max(counts.get(word, 0), 20_000)


def _tokenizer(counts: Mapping[str, int]) -> Any:
    """jieba's cutter over these words alone: no file of its own is read, none is written."""
    import jieba

    cutter = jieba.Tokenizer()
    frequencies = dict(counts)
    for word in counts:
        for size in range(1, len(word)):
            frequencies.setdefault(word[:size], 0)
    cutter.FREQ, cutter.total, cutter.initialized = frequencies, sum(counts.values()), True
    return cutter


_OFFICE_WORDS = listed(
    "党政办 卫健局 农业农村局 林草局 水务局 住建局 民政局 人社局 财政局 教体局 司法局 自然资源局 "
    "生态环境局 应急局 发改局 审计局 统计局 医保局 "
    "乡村振兴局 市场监管局 交通局 公安局 派出所 卫生院 供电所 烟站 林业站 水管站 司法所 人社所 财政所 "
    "国土所 信用社 党校 组织部 宣传部 统战部 "
    "政法委 纪委 监委 纪委监委 县委办 政府办 县委 县政府 州委 州政府 党委 人大 政协 村委会 党总支 党支部 "
    "烤烟 医保 社保 低保 报表 材料 文件 花名册"
)
_OFFICE_VERBS = listed(
    "开会 开个会 参会 报账 对账 交材料 送材料 送 接 拿 取 领 交 办 拉 看 参加 参观 调研 督查 检查 核查 "
    "走访 入户 慰问 培训 学习 汇报 验收 对接 "
    "测量 勘察 查看 处理 调解 宣讲 收 采购 考察 交流 协调 复查 体检 看病 陪护 会商 观摩 抽查 丈量 发放 "
    "签字 盖章 送文件 填报"
)
