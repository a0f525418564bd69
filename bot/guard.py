"""Refuses marked classified material before anything else sees it (保密制度 第5、6条; rules M10-7)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.engine.phrases import phrase

# No mark is looked for beyond this; a longer text is a document, and its marks stand at its head.
_FARTHEST = 20_000

_FOLD: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {
    ord(old): new
    for old, new in zip(
        "絕機級內電傳件辦請發複報擴閱審國會開檔資", "绝机级内电传件办请发复报扩阅审国会开档资", strict=True
    )
}
_FOLD |= {ord(star): "★" for star in "☆*✱✲✳✴✵✶✷✸✹✺✦✧✪✫✬✭✮✯✰⭐⋆∗＊🌟٭※"}
_BLANK = phrase(r"[\s\u200b-\u200f\u2060\ufeff\u00a0·.、_\-—~|\[\]【】()（）《》<>{}「」『』\"'“”…]+")

_LEVEL = "(?:绝密|机密|秘密)"
# Marks as they stand on a document; seen before blanks and brackets are taken away.
_BRACKETED = phrase(rf"[\[【(（「『<《]\s*{_LEVEL}\s*级?\s*[\]】)）」』>》]|^\s*{_LEVEL}\s*级?(?=[\s　—\-…:：,，·]|$)")
# Marks that count whatever else the text says.
_MARKS = (
    phrase(rf"{_LEVEL}级?★|★{_LEVEL}"),
    phrase(rf"(?:密级|保密级别|涉密等级|秘级|定密)(?:为|是|[：:/])*{_LEVEL}"),
    phrase(rf"{_LEVEL}[：:]?(?:[0-9一二三四五六七八九十]+(?:年|个月)|长期)"),
    phrase(rf"^{_LEVEL}级?(?:[0-9]{{1,6}}号?|第[0-9]+号|编号|份号|特急|急件|加急|平急)"),
    phrase(rf"(?:份号|编号)[：:]?[0-9]+{_LEVEL}"),
)
# Marks that a rule question may name without bearing them (什么叫内部明电).
_OTHER_MARKS = (
    phrase(r"内部明电|密码电报|明码电报|密电(?!码|话)|发电密"),
    phrase(r"(?:不得|严禁|禁止|请勿|不可|不要|切勿)(?:对?外传|外泄|扩散|翻印|转载外传)"),
    phrase(r"密级[：:](?!无|非|公开|不|没|/|$)[\u4e00-\u9fff]"),
)
# Words that only look like a mark, and what is expressly not classified.
_HARMLESS = phrase(
    r"保守国家秘密法|保密法|国家秘密(?:法|宣传)|商业秘密|无密级|非涉密|不涉密|未涉密|非密|(?:已|已经)解密|密级[：:]?无|"
    r"(?:机密|秘密|涉密)制度|涉密(?:人员|计算机|岗位|自查|培训|知识)|保密[\u4e00-\u9fff]{0,8}|秘书[\u4e00-\u9fff]?|私密|密级文件销毁怎么|绝密配方|秘密武器|小秘密"
)
_QUESTION = phrase(
    r"怎么|咋|如何|怎样|吗|么(?!样)|什么|啥|哪|谁|能不能|可不可以|可否|是否|能否|应不应该|要不要|多久|几级|几天|为什么|什么手续|规定|区别|[?？]"
)
_CLASSIFIED = phrase(rf"{_LEVEL}|涉密|密级(?=文|件|材|资|公)")
_PAPER = phrase(
    r"文件|公文|材料|资料|电报|通知|图纸|档案|载体|纪要|函|报告|简报|信息|请示|批复|数据|名单|方案|内容|U盘|光盘|刊物|合同|件|文(?!化)|统计|汇编|会议|传真"
)
_ACTION = phrase(
    r"复印|打印|印|盖|借|登记|录|收|转|发|传|阅|归档|寄|送|拍|拿|带|起草|拟|处理|保存|存|销毁|看|报|打|还|上传|扫描|记|写|签"
)
_WORTH_A_LOOK = phrase(r"[密电電传傳泄扩擴翻]")
_HINTS = ("密", "明电", "外传", "扩散", "翻印", "外泄", "秘级")


def is_marked_classified(text: str, file_name: str = "", extra_words: Iterable[str] = ()) -> bool:
    """Whether this carries a classification mark, or asks the bot to handle a classified document.

    «机密★10年», «密 级：秘密», «内部明电», «不得外传», «帮我申请复印一份机密文件» are refused; «保密工作会议», «秘书»,
    «私密», «机密文件怎么复印» are not. `extra_words` are the office's own.
    """
    extra = tuple(extra_words)
    return _marked(text, extra) or (bool(file_name) and (_marked(file_name, extra) or _level_in_name(file_name)))


def _marked(raw: str, extra: tuple[str, ...]) -> bool:
    if not extra and not _WORTH_A_LOOK.search(raw):
        return False
    folded = raw[:_FARTHEST].translate(_FOLD)
    text = _BLANK.sub("", folded)
    if any(word and _BLANK.sub("", word.translate(_FOLD)) in text for word in extra):
        return True
    if not any(hint in text for hint in _HINTS):
        return False
    if _BRACKETED.search(folded) or any(mark.search(text) for mark in _MARKS):
        return True
    told = _HARMLESS.sub("", text)
    if _QUESTION.search(text):
        return False
    return any(mark.search(told) for mark in _OTHER_MARKS) or _handled(told)


def _handled(text: str) -> bool:
    """A classified paper that the bot is to do something with, or that is told to be there."""
    return bool((_CLASSIFIED.search(text) and _PAPER.search(text)) or _LEVEL_AND_ACT.search(text))


_LEVEL_AND_ACT = phrase(rf"(?:{_ACTION.pattern}).{{0,20}}{_LEVEL}|{_LEVEL}.{{0,20}}(?:{_ACTION.pattern})")


def _level_in_name(file_name: str) -> bool:
    """A file whose name says a level (机密级材料汇编.zip)."""
    name = _HARMLESS.sub("", _BLANK.sub("", file_name.translate(_FOLD)))
    return bool(re.search(_LEVEL, name)) and not _QUESTION.search(name)
