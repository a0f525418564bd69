"""One message, several requests: where one ends and the next begins."""

from __future__ import annotations

from collections.abc import Callable

from bot.language.intents import Verdict
from handlers.engine.phrases import phrase

# Words that open another request.
_OPENS = phrase(
    r"^(?:另外|还有|顺便|顺带|对了|同时|然后|接着|此外|再就是|还要|还想|再(?:帮|查|看|问|派|报|领|打|盖"
    r"|复|借|请你|麻烦|给|要|买|采|安排|申请|登记|签|说)|也帮|也要|也查|并(?!且)|并且|以及|完了)"
)
# Without one of these a second request would show in the evidence of the whole.
MAY_ASK_MORE = phrase(r"另外|顺[便带]|还|对了|同时|此外|再|也|然后|接着|并|以及|完了|[；;]")
_INNER = phrase(
    r"(?<=[^，,。；;])(?=(?:另外|顺便|顺带|还有(?!几天|多少|没|[0-9一二两三四五六七八九十])|然后(?!去|到"
    r"|回)|再(?:帮我?|查|看下|看看|派|领|打印|复印|盖|借|报))[^，,。]{2,})"
)
_SPLIT = phrase(r"[，,。；;！!？?\n]+")
# Questions stand for themselves even where nothing opens them.
_ALONE = frozenset({"balance_query", "status_query", "duty_query"})
# What is told within these is theirs, whatever words it uses.
_WHOLE = frozenset({"info", "doc_receive", "supervise", "approve_text", "reject_text"})
_CLEARLY = phrase(r"另外|顺便|对了|还有.{0,4}(?:帮|麻烦|请|要|想)|再帮")
_PAIRS = frozenset(
    {
        ("leave", "vehicle"),
        ("outing", "vehicle"),
        ("print", "seal"),
        ("seal", "print"),
        ("leave_return", "leave"),
        ("leave_return", "outing"),
        ("leave_cancel", "leave"),
        ("signin", "leave"),
        ("supplies", "print"),
        ("supplies", "repair"),
        ("repair", "supplies"),
        ("print", "supplies"),
        ("reception", "vehicle"),
        ("loan", "vehicle"),
        ("outing", "loan"),
        ("outing", "seal"),
        ("leave", "outing"),
        ("vehicle", "reception"),
        ("supplies", "purchase"),
        ("leave_return", "vehicle"),
    }
)

_CONNECTOR = phrase(r"^(?:另外|还有|顺便|顺带|对了|同时|此外|再就是|然后|接着|并且)+(?:再|也)?[，,：: ]*")

Judge = Callable[[str], Verdict]


def requests(text: str, judge: Judge) -> list[tuple[str, str]]:
    """(words, intent) of each request in the message, in order."""
    clauses = [clause for part in _SPLIT.split(text) for clause in _INNER.split(part) if clause.strip()]
    if len(clauses) < 2:
        return [(text, judge(text).intent)]
    groups = _grouped(clauses, judge)
    return _within(text, groups)


def _grouped(clauses: list[str], judge: Judge) -> list[tuple[list[str], Verdict]]:
    groups: list[tuple[list[str], Verdict]] = []
    for clause in clauses:
        verdict = judge(clause)
        if not groups or _begins_another(*groups[-1], verdict, clause):
            groups.append(([clause], verdict))
        else:
            words, current = groups[-1]
            words.append(clause)
            better = verdict if _overrules(current, verdict) else current
            groups[-1] = (words, better)
    return groups


def _overrules(current: Verdict, verdict: Verdict) -> bool:
    """Whether a later clause says what the earlier one led up to (下周去州里开会，想预借差旅费)."""
    if verdict.intent == "none":
        return False
    return current.intent == "none" or (
        current.intent == "outing" and verdict.intent != "outing" and verdict.weight >= 5
    )


# A journey that is reported, not only the reason of a car.
_SEALED = phrase(r"[^，,]{2,}盖.{0,6}(?:党委|政府|党政办|专用)")
_REPORTED = phrase(r"报备|备案|外出登记|出差报|报告一")
_AGAIN = phrase(r"(?:另外|还有|再|也|同时)*(?:也)?(?:帮|给|替)|.{2,8}(?:也|再)(?:请|要请|想请|休)")


def _begins_another(words: list[str], current: Verdict, verdict: Verdict, clause: str) -> bool:
    if "none" in (verdict.intent, current.intent) or (current.intent in _WHOLE and not _CLEARLY.match(clause)):
        return False
    if current.intent == "outing" and verdict.intent == "leave_return" and "销" not in clause:
        return False  # 到州委党校学习，20日返岗
    opens = bool(_OPENS.match(clause))
    if verdict.intent == current.intent:
        return _same_again(words, verdict.intent, clause, opens)
    if "outing" in (current.intent, verdict.intent) and not opens and verdict.intent not in _ALONE:
        return verdict.weight >= 5 and bool(_REPORTED.search("，".join([*words, clause])))
    if opens:
        return verdict.weight >= 3
    paired = verdict.intent in _ALONE or (current.weight >= 4 and (current.intent, verdict.intent) in _PAIRS)
    return verdict.weight >= 5 and paired and not (verdict.intent in _ALONE and current.intent in _ALONE)


def _same_again(words: list[str], intent: str, clause: str, opens: bool) -> bool:
    """A second request of the same kind: 31号请一天，1月4号再请一天; 台账盖政府章；方案盖党委章."""
    if intent == "seal":
        return bool(_SEALED.search(clause)) and any(_SEALED.search(word) for word in words)
    return bool(_AGAIN.match(clause)) and (opens or "也" in clause or "再" in clause)


def _within(text: str, groups: list[tuple[list[str], Verdict]]) -> list[tuple[str, str]]:
    """The groups with their punctuation as typed."""
    found: list[tuple[str, str]] = []
    at = 0
    for index, (words, verdict) in enumerate(groups):
        if index + 1 < len(groups):
            stop = at
            for word in words:
                stop = text.index(word, stop) + len(word)
        else:
            stop = len(text)
        said = text[at:stop].strip("，,。；;、 ")
        found.append((_CONNECTOR.sub("", said) if found else said, verdict.intent))
        at = stop
    return found
