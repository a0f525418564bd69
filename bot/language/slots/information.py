"""Information handed in (信息报送制度)."""

from __future__ import annotations

import re

from bot.language.sentence import TITLE, Sentence
from bot.language.slots.parts import (
    Slots,
    note,
)
from bot.language.wording import bare
from handlers.engine.phrases import phrase

CATEGORIES = ("工作动态", "社情民意", "突发事件", "领导活动", "经验做法", "问题建议")
_TITLED = phrase(r"(?:题目|标题)(?:是|为|叫做?|就?用|[：:，])*\s*《?([^》，,。；;：:\n]{2,60})》?")
_BODY_AFTER = phrase(r"(?:内容|正文|情况如下|情况是|内容是)(?:是|为|如下)?[：:，,]\s*(.+)$", re.S)
_KINDS = (
    r"(?:工作动态|社情民意|突发事件|突发情况|紧急情况|领导活动|经验做法|问题建议|信息报送|报送信息|工作信息"
    r"|动态信息|信息|投稿|稿件|稿子|简讯|情况报告|情况|动态|快报|急报|续报|民情|突发|紧急)"
)
_OPENING = (
    # 报个信息石桥村… / 突发情况松坪村…: nothing between the announcement and what is told
    phrase(
        r"^(?:报送?|上报|投)(?:一下|个|一?[条则篇])(?:紧急|突发)?(?:信息|工作动态|社情民意|突发情况)(?:一下)?(?=[\u4e00-\u9fff]{6,})"
        r"|^(?:突发情况|突发事件|紧急情况)(?=[\u4e00-\u9fff]{6,})"
    ),
    # 有个问题建议想报一下：…
    phrase(rf"^(?:有|这里有|我有)(?:一?[个条件])?{_KINDS}[^，,。：:]{{0,4}}(?:报|反映)(?:一下|给.{{1,4}})?[：:，,]"),
    # 我要报信息，内容是…
    phrase(r"^.{0,10}(?:报|投|交)[^，,。：:]{0,8}[，,：:](?:内容|正文)(?:是|为|如下)[：:，,]?"),
    phrase(rf"^[\u4e00-\u9fff]{{0,6}}{_KINDS}(?:类|一条)?[：:]+"),
    # 报一条工作动态：… / 突发情况！… / 社情民意一条，…
    phrase(
        rf"^(?:我(?:们)?(?:要|想|来)?|麻烦|帮我?|请|要|想|来|给你们?|另外|小助手)*(?:报送?|上报|报告|反映"
        rf"|投|交|提供|发|写|来|补报)?(?:一?[条则篇个份件]|一下|1条|点|下)?(?:关于)?(?:的)?(?:紧急|突发"
        rf"|重要|重大)*(?:的)?{_KINDS}(?:类)?(?:的)?(?:信息|稿件|稿|一[条则篇]|[一1]条|情况)?(?:一下|报告"
        rf"|报送|上报)?\s*[：:，,。！! ]+",
    ),
    # 突发事件紧急报告：…
    phrase(rf"^{_KINDS}(?:紧急|重要|情况|信息)*(?:报告|报送|上报|续报|快报)[：:，,！! ]+"),
    # 问题建议报一个，… / 投个稿：…
    phrase(rf"^{_KINDS}(?:类)?(?:报|投|写|来)(?:送|上)?(?:一?[个条则篇份]|一下)[：:，,！! ]+"),
    phrase(r"^(?:我)?(?:要|想|来)?(?:投|写|交)(?:一?[个条则篇份])?(?:稿子?|信息|简讯)[：:，,！! ]+"),
    phrase(r"^(?:紧急|突发)*(?:报告|急报|快报|报|紧急|突发|上报)(?:一下)?(?:领导)?[：:，,！! ]+"),
    phrase(r"^(?:报送?|上报|反映|报告)(?:一下|一个|个|一?条|一?件)?(?:事|情况|问题)?[：:，, ]+"),
)
_CLOSING = phrase(
    r"(?:[，,。！! ]|特此|现|请领导|请)*(?:请上报|采用|录用|审阅|编发|上报|报突发|报个?信息|报一?下|报条信息"
    r"|报一?条信息"
    r"|报信息|报工作动态|报社情民意|报告|请知悉|知悉|请领导知悉|投个?稿|投稿|报送|报上去|急报|请速?报"
    r"|帮我?报一?下|帮报|[按作当](?:突发|信息|工作动态|社情民意).{0,4}报)(?:一下|一条|上去"
    r"|给县里)?[。！!，, ]*$"
)
_KEY = phrase(r"(?:类别|种类|分类)(?:是|为|[：:])?[\u4e00-\u9fff]{2,6}[，,。；; ]*")


# 突发！松坪村小学食堂起火
_ALARM = phrase(r"^[^\u4e00-\u9fff]*(?:报告)?[，,！! ]*(?:突发|急)[！!]")


def info(s: Sentence) -> Slots:
    """Information handed in: title or body, category, urgent."""
    slots: Slots = {}
    category = next((name for name in CATEGORIES if name in s.text), "")
    if category:
        slots["category"] = category
    if s.has("紧急", "急报", "加急", "特急", "急件", "十万火急") or _ALARM.match(s.text):
        slots["urgent"] = True
    match = TITLE.search(s.text) or _TITLED.search(s.text)
    if match:
        slots["title"] = bare(match[1])
        note(s, "title", *match.span(1))
        body = _BODY_AFTER.search(s.text, match.end())
        if body:
            slots["body"] = bare(body[1])
        return slots
    _body(s, slots)
    return slots


def _body(s: Sentence, slots: Slots) -> None:
    """What is told: the text without the words that announce it or close it."""
    said = _BODY_AFTER.search(s.text)
    text = said[1] if said else s.text
    for opening in _OPENING:
        found = opening.match(text)
        if found and len(text) - found.end() >= 4:
            text = text[found.end() :]
            break
    text = bare(_KEY.sub("", _CLOSING.sub("", text)))
    if len(text) >= 6 and not _NO_BODY.fullmatch(text):
        slots["body"] = text
        at = s.text.find(text)
        note(s, "body", at, at + len(text))


_NO_BODY = phrase(
    r"(?:我(?:们)?|要|想|来|报送?|上报|投|交|写|一?[条则篇个份]|点|信息|稿子?|投稿|工作动态|社情民意"
    r"|突发事件|突发情况|领导活动|经验做法|问题建议|类|的|一下|帮我?|麻烦|请|给|县里|报一?下|p|情况|紧急"
    r"|有|需要|怎么)*"
)
