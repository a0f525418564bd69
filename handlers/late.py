"""What came too late to be of use is not pushed any more; the office is told instead (rules 1.24, X9)."""

from __future__ import annotations

from collections.abc import Sequence


def told(pushes: Sequence[tuple[str, str]]) -> str:
    """To the office: which words did not reach which group in time. `pushes` are (group, words), in order."""
    groups: dict[str, list[str]] = {}
    for group, words in pushes:
        groups.setdefault(words, []).append(group)
    lines = [f"没有按时发到{'、'.join(names)}：{words}" for words, names in groups.items()]
    return "\n".join(["以下群提醒过了时效，没有再发，请看是否需要直接通知大家：", *lines])
