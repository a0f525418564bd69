"""The message as it is read: one width, no mention of the bot, no hemming, the usual mistypings mended."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.engine.phrases import phrase

# Beyond this nothing is a request; the rest of a longer message is not read (a pasted article stays an article).
LONGEST = 600

BOT_NAMES = ("小助手", "机器人", "党政办助手", "办公室助手", "助手", "dzb")

_WIDTH: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}
_WIDTH |= {code: code - 0xFEE0 for code in [*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]}
_WIDTH |= {ord("＠"): "@", ord("．"): ".", ord("／"): "/", ord("－"): "-", ord("﹣"): "-", ord("−"): "-"}
_WIDTH |= {ord("–"): "-", ord("—"): "-", ord("～"): "~", ord("〜"): "~", ord("·"): "·", ord("　"): " "}
_WIDTH |= {ord("\u2005"): " ", ord("\u00a0"): " ", ord("\u200b"): " ", ord("\t"): " ", ord("\r"): " "}
_WIDTH |= {ord(c): str(n) for n, c in enumerate("①②③④⑤⑥⑦⑧⑨", start=1)}

_TRADITIONAL = dict(
    zip(
        "請個這後來週開會車蓋張場縣鄉鎮號點時間還沒為麼嗎門們說兩條條簽銷證報應該從週領導辦機關檔書記當務員給幫買壞維",
        "请个这后来周开会车盖张场县乡镇号点时间还没为么吗门们说两条条签销证报应该从周领导办机关档书记当务员给帮买坏维",
        strict=True,
    )
)
_FOLD: dict[int, int | str] = {**_WIDTH, **{ord(old): new for old, new in _TRADITIONAL.items()}}

# Homophones that an input method offers; only where the right reading is beyond doubt. Same length, so that places in
# the text stay where they are.
_MISTYPED_AS = {
    "请假": "请架 请加 请价 清假 情假 轻假 请嫁 青假",
    "销假": "消假 削假 肖假",
    "年休": "年修",
    "公休": "公修",
    "事假": "事价 事架 是假",
    "病假": "病架 兵假",
    "年假": "年架 年价",
    "调休": "掉休 吊休",
    "补休": "补修",
    "派车": "派撤 牌车 拍车 排车",
    "信息": "信心",
    "用车": "用撤",
    "签到": "签道 签倒",
    "用印": "用引 用应",
    "盖章": "盖张 改章",
    "值班": "直班 职班 值斑",
    "批准": "批淮",
    "同意": "同议 同易",
    "驳回": "博回 驳会",
    "采购": "采够 彩购",
    "报修": "报休 报秀",
    "打印": "打应 打引",
    "复印": "复应 付印 复引",
    "核销": "核消",
    "纪要": "记要 几要",
    "督办": "督半 都办",
    "接待": "接侍 结待 借待",
    "下乡": "下香",
    "出差": "出拆 出插",
    "领用": "领佣",
    "星期": "礼拜",
    "周几": "拜几",
    "收文": "收纹",
    "来文": "来闻",
    "维修": "维休",
    "明天": "明夭 名天 眀天",
    "后天": "后夭 厚天",
    "今天": "今夭",
    "上午": "上舞 上五",
    "下午": "下舞 下五",
    "外出": "外初",
    "报备": "备报 暴备 抱备",
    "返岗": "返港 反岗",
    "一下": "一哈",
}
MISTYPED = {wrong: right for right, mistyped in _MISTYPED_AS.items() for wrong in mistyped.split()}
_MISTYPED_UNLESS = {
    "请加": "班急强快大入上",
    "补修": "改建",
    "报休": "息",
    "下五": "一",
    "上五": "一",
    "信心": "不足十满百",
}
_MISTYPED_AFTER = {
    "排车": "安",
    "请加": "邀申",
    "改章": "修整",
    "事架": "闹",
    "清假": "",
    "是假": "就",
    "信心": "有树增没充",
    "牌车": "挂大套",
}

_MENTION = phrase(r"@(\S{1,12}?)(?=[\s,，:：、。]|$)|@([^\s@]{1,6})")
_HEM = phrase(
    r"(?:嗯+|呃+|(?<![余金总数定差限])额(?=[，,。\s那我])|唔+|诶+|欸+|哎(?=[，,\s])|啊(?=[，,\s那我])|那个(?=[，,\s嗯呃]|就是)"
    r"|就是说)[，,。…、\s]*"
)
_HEM_AT_START = phrase(
    r"(^|[，,。\s…])(?:那个|这个|就是|然后呢?|额|啊|哦|喂|唉|哎|嗨)(?=[我想要帮给请今明后下周这麻，,\s…]|$)[，,…\s]*"
)
_CLOCK_COLON = phrase(r"(?<=[0-9])[：∶](?=[0-9]{2})")
_EMOJI = phrase("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d\u20e3]+")
_SELF_CALLED = phrase(r"^(?:小助手|机器人|助手)[，,：:、 ]*(?=\S{3})|[，,。 ](?:小助手|机器人)$")
_SPACES = phrase(r"(?<=[^\x00-\x7f]) +(?=[0-9])|(?<=[0-9]) +(?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class Written:
    """A message made ready for reading.

    `text` is what is read; `named` are colleagues addressed with @ (the message is then theirs, not the bot's);
    `called` says whether the bot itself was addressed.
    """

    text: str
    called: bool = False
    named: tuple[str, ...] = ()


def normalise(raw: str) -> Written:
    """What a message says, with mentions taken out and told apart."""
    text = raw[:LONGEST].translate(_FOLD)
    called = False
    named: list[str] = []
    if "@" in text:
        text, called, named = _without_mentions(text)
    text = _EMOJI.sub(" ", text).strip()
    text = _SELF_CALLED.sub("", _without_hemming(text))
    return Written(_mended(text).strip(), called, tuple(named))


def _without_mentions(text: str) -> tuple[str, bool, list[str]]:
    called = False
    named: list[str] = []
    for bot in BOT_NAMES:
        if "@" + bot in text:
            text, called = text.replace("@" + bot, " "), True
    for match in _MENTION.finditer(text):
        name = match[1] or match[2]
        if any(bot in name for bot in BOT_NAMES):
            called = True
        else:
            named.append(name)
    return _MENTION.sub(" ", text), called, named


def _without_hemming(text: str) -> str:
    if "：" in text or "∶" in text:
        text = _CLOCK_COLON.sub(":", text)
    text = _HEM.sub("", text)
    text = _HEM_AT_START.sub(r"\1", text)
    return _SPACES.sub("", text) if " " in text else text


def _mended(text: str) -> str:
    for wrong, right in MISTYPED.items():
        if wrong in text:
            text = _mend(text, wrong, right)
    return text


def _mend(text: str, wrong: str, right: str) -> str:
    at = text.find(wrong)
    while at >= 0:
        after = text[at + len(wrong) : at + len(wrong) + 1]
        before = text[at - 1 : at] if at else ""
        doubtful = (after and after in _MISTYPED_UNLESS.get(wrong, "")) or (
            before and before in _MISTYPED_AFTER.get(wrong, "")
        )
        if not doubtful:
            text = text[:at] + right + text[at + len(wrong) :]
        at = text.find(wrong, at + 1)
    return text
