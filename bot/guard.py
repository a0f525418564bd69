"""Refuses marked classified material before anything else sees it (保密制度 第5、6条; rules M10-7)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {
    ord(old): new
    for old, new in zip("絕機級內電傳件辦請發複報擴閱審國", "绝机级内电传件办请发复报扩阅审国", strict=True)
}
_FOLD |= {ord(star): "★" for star in "☆*✱✲✳✴✵✶✷✸✹✺✦✧✪✫✬✭✮✯✰⭐⋆∗＊🌟٭※"}
_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00a0·.、_\-—~|\[\]【】()（）《》<>{}「」『』\"'“”]+")

_LEVELS = "(?:绝密|机密|秘密|绝秘|机秘)"
_MARKS = (
    re.compile(rf"{_LEVELS}(?:级)?★"),
    re.compile(rf"★{_LEVELS}"),
    re.compile(rf"(?:密级|保密级别|涉密等级|秘级|文件密级|定密)(?:为|是|[：:/])*{_LEVELS}"),
    re.compile(r"密级[：:]+(?!怎|如|是什|无|非|公开|什|？|\?|没|不)[\u4e00-\u9fff]"),
    re.compile(r"(?:内部明电|密码电报|明码电报|中办密电|密电|发电密|特急密)"),
    re.compile(r"(?:不得|严禁|禁止|请勿|不可)(?:对?外传|外泄|扩散|翻印|转载外传|外传)"),
    re.compile(rf"{_LEVELS}(?:[：:]?)(?:[0-9一二三四五六七八九十]+|长期)(?:年|个月|月)"),
    re.compile(rf"^{_LEVELS}(?:级)?(?:[0-9]{{1,6}}号?|第[0-9]+号|编号|份号|$|特急|急件|加急|平急)"),
    re.compile(rf"(?:份号|编号)[：:]?[0-9]+{_LEVELS}"),
)
_QUESTION = re.compile(
    r"怎么|咋|如何|怎样|吗|么|嘛|什么|啥|哪样|哪些|哪个|谁|能不能|可不可以|可否|是否|能否|应该|要不要"
    r"|多久|几|为什么|规定|制度|要求|流程|手续|培训|学习|会议|工作|教育|宣传|检查|承诺|协议|法|条例|员"
    r"|自查|演练|知识|考试|区别|范围|期限"
)
# A thing to be done with a classified document: 帮我申请复印一份机密文件.
_CLASSIFIED_THING = re.compile(
    rf"(?:{_LEVELS}级?|涉密|密级)(?:的)?(?:文件|公文|材料|资料|电报|件|文|通知|图纸|档案|载体|会议纪要"
    rf"|纪要|函|报告|简报|信息|请示|批复|数据|名单|方案|内容|U盘|光盘|刊物)"
)
_DOING = re.compile(
    r"(?:帮|给|麻烦|请|申请|想|要|需|得|替|把|将|拿|这|那|有|我|收|来|发|借|打|复|印|盖|登记|报|传|上传"
    r"|转|送|扫|拍)[^。？?]{0,12}$"
)
_ACTION = re.compile(
    r"复印|打印|印|盖|借|登记|收文|收到|转发|发给|传给|发一|上传|扫描|报送|传阅|查阅|归档|寄|送|拍照|发到"
    r"|传|拿|带|起草|处理|保存|销毁|看一下|在这"
)


def is_marked_classified(text: str, file_name: str = "", extra_words: Iterable[str] = ()) -> bool:
    """Whether this carries a classification mark, or asks the bot to handle a classified document.

    «机密★10年», «密 级：秘密», «内部明电», «不得外传», «帮我申请复印一份机密文件» are refused; «保密工作会议», «秘书»,
    «私密», «机密文件怎么复印» are not. `extra_words` are the office's own.
    """
    return any(_marked(part, extra_words) for part in (text, file_name) if part)


def _marked(raw: str, extra_words: Iterable[str]) -> bool:
    folded = raw[:20_000].translate(_FOLD)
    if not any(word in folded for word in _HINTS) and not extra_words:
        compact = _BLANK.sub("", folded) if "密" in folded or "传" in folded or "内" in folded else ""
        if not compact or not any(word in compact for word in _HINTS):
            return False
    text = _BLANK.sub("", folded)
    if any(word and _BLANK.sub("", word.translate(_FOLD)) in text for word in extra_words):
        return True
    if any(mark.search(text) for mark in _MARKS):
        return True
    return _asks_to_handle(text)


_HINTS = (
    "绝密",
    "机密",
    "秘密",
    "密级",
    "明电",
    "外传",
    "涉密",
    "密电",
    "绝秘",
    "机秘",
    "扩散",
    "翻印",
    "外泄",
    "秘级",
    "电报",
)


def _asks_to_handle(text: str) -> bool:
    for match in _CLASSIFIED_THING.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _QUESTION.search(text) or text[match.end() : match.end() + 2] in ("制度", "管理"):
            continue
        if (_DOING.search(before) or not before) and (_ACTION.search(before) or _ACTION.search(after)):
            return True
    return False
