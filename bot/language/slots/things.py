"""Lists of things with their quantities: supplies, purchases."""

from __future__ import annotations

import re
from typing import Any

from bot.language.numbers import NUMBER, number
from bot.language.sentence import Sentence
from bot.language.slots.parts import Slots, amount, note
from bot.language.tables import listed
from bot.language.wording import trimmed
from handlers.engine.phrases import phrase

UNITS = "个支盒包本瓶把卷块张只套袋筒箱条件双副根台份桶提部辆令刀叠罐听板组对床盆棵株斤公斤米捆节顶面扇架幅枚颗串"
_UNIT = rf"(?:公斤|千克|[{UNITS}])"
_NUMBER_UNIT = rf"{NUMBER}{_UNIT}"
_CHUNK = phrase(
    rf"[、，,；;。\n ]+|以及|还有(?!没)|另外|外加|再加|加上|(?:和|及|跟|与|加)(?={_NUMBER_UNIT})"
    rf"|(?<=[{UNITS}])(?:和|及|跟|与|加|再要|再领|再来)|(?:和|及|与|跟)(?=[^和及与跟]{{1,10}}?各)"
)
# 想买台碎纸机: one of it
_ONE_OF = phrase(r"^([台个套把张部辆支本盒包瓶条块])的?([\u4e00-\u9fffA-Z][\u4e00-\u9fffA-Z0-9]{1,12})$")
_FIRST = phrase(rf"^({NUMBER})({_UNIT})?的?(.{{1,20}})$")
_LAST = phrase(rf"^(.{{1,20}}?)(各|每样|共|一共|总共|要|来)?({NUMBER})({_UNIT})?(?:左右|吧)?$")
_ONLY = phrase(rf"^(?:要|来|各|共)?({NUMBER})({_UNIT})$")
# Whatever stands before the drawing or buying belongs to the asking (派出所协管员领…, 食堂要买…).
_ACT = phrase(
    r"^.*?(?:领用|领取|申领|领(?!导|带|子|巾|结|域|口)|采购|购置|购买|申购|(?<!申)请购|添置|添(?!加|乱|麻|上)|置办|增购"
    r"|订购|新购|买(?!卖)|购(?!物))(?:一?下|点|些|了)?(?:办公用品|物品|东西|耗材)?(?:申请|登记)?(?:[：:])?"
)
# 领一套办公用品：笔记本一本、…
_HEADING = phrase(rf"^.{{0,16}}(?:办公用品|用品|物品|东西|如下)[：:](?=.*{NUMBER}{_UNIT})")
_WISH = phrase(
    r"^(?:我们?(?:所|办|站|中心|村)?|本人|单位|办公室|党政办|帮忙?|给|麻烦|请|想|要|需要?|得|去|来|再|还"
    r"|另外|也|先|都|能不能|可以|申请|打算|准备|计划|拟|统一|一共|一起|把|给我|帮我|拿点?|换|仓库里?"
    r"|库房里?|有没有|还有|有)+(?:一?下|点|些|了)?(?:[：:])?"
)
_TAILS = phrase(
    r"(?:放[\u4e00-\u9fff]{1,4}$|大概|一?下|吧|呢|用|谢谢|麻烦了?|了|的|哈|啊|嘛|用完了|用完|没得了|不够用?|可以吗|行不行|得不得"
    r"|给大家用|备用|没有?|吗|不)+$"
)


def items(text: str) -> list[dict[str, Any]]:
    """«订书机1个、红色印泥2盒» as [{"name","qty","unit"}]; 个 where no unit is said."""
    found: list[dict[str, Any]] = []
    waiting: list[str] = []
    text = _HEADING.sub("", text)
    chunks = (part for chunk in _CHUNK.split(text) for part in _run_together(_thing(chunk.strip(" ：:（）()"))))
    for chunk in chunks:
        words = _TAILS.sub("", chunk)
        if not words:
            continue
        if waiting and (only := _ONLY.match(words)):
            found.extend(item for name in waiting[-1:] if (item := _made(name, only[1], only[2])))
            waiting = []
            continue
        item, each = _item(words)
        if item is None:
            waiting = [*waiting, words] if len(words) <= 12 else []
            continue
        if each:
            found.extend({"name": name, "qty": item["qty"], "unit": item["unit"]} for name in waiting)
        found.append(item)
        waiting = []
    return found


_QUANTITIES = phrase(_NUMBER_UNIT)


def _run_together(words: str) -> list[str]:
    """两盒中性笔三本笔记本; 签字笔5支A4纸1包: things without anything between them."""
    found = list(_QUANTITIES.finditer(words))
    if len(found) < 2:
        return [words]
    cuts = [m.start() for m in found[1:]] if found[0].start() == 0 else [m.end() for m in found[:-1]]
    return [words[a:b] for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True)]


def _thing(chunk: str) -> str:
    act = _ACT.match(chunk)
    if act:
        return chunk[act.end() :]
    return _WISH.sub("", chunk, count=1)


def _item(words: str) -> tuple[dict[str, Any] | None, bool]:
    first = _FIRST.match(words)
    if (
        first
        and not re.match(r"[元块万千号楼年月日天人]", first[3])
        and (first[2] or (not first[3][0].isascii() and len(first[3]) > 1))
    ):
        return _made(first[3], first[1], first[2]), False
    if (one := _ONE_OF.match(words)) and words[:2] not in _WORDS_OF_UNITS:
        return _made(one[2], "1", one[1]), False
    last = _LAST.match(words)
    if last:
        return _made(last[1], last[3], last[4]), last[2] in ("各", "每样")
    return None, False


_WORDS_OF_UNITS = frozenset(
    listed("台灯 台式 台历 台账 条码 条幅 张贴 本子 包装 块状 套装 套餐 个人 支架 瓶装 盒饭 盒子 包子 部分 部门 把手")
)


def _made(name: str, quantity: str, unit: str | None) -> dict[str, Any] | None:
    value = number(quantity)
    name = trimmed(_NEEDED.sub("", _STANDS.sub("", name))).strip("的")
    if value is None or not name:
        return None
    return {"name": name, "qty": value, "unit": unit or "个"}


# 防火服要补20套; 会议室纸杯没了
_NEEDED = phrase(r"(?:还|又|都|也)?(?:要|需要?|得|缺|差|补充?|少|想|再)+$")
_STANDS = phrase(
    r"^(?:没有|没得|缺)(?=[\u4e00-\u9fff]{2})|^(?:会议室|办公室|值班室|食堂|便民大厅|大厅|厨房|[\u4e00-\u9fff]{2}窗口)(?:里|头)?的?(?=[\u4e00-\u9fff]{2})"
)


def supplies(s: Sentence) -> Slots:
    """Office supplies drawn from the store."""
    slots: Slots = {}
    things = items(s.text)
    if things:
        slots["items"] = things
        note(s, "items", 0, len(s.text))
    return slots


_MONEY = phrase(
    rf"(?:预算|总价|总共|共计?|合计|一共|大概|大约|约|估计|预计|金额|总额|费用|花费|需要?|资金|控制在"
    rf"|不超过|经费|单价|每[{UNITS}]|一[{UNITS}])*(?:是|为|在"
    rf"|[：:])?(?:人民币)?{NUMBER}(?:\.[0-9]+)?[万千]?(?:多)?(?:元整?|块(?:钱|(?![\u4e00-\u9fff]{{2}})|(?=左右|以内|以下))|圆)(?:钱|左右|以内|以下"
    rf"|/?一?每?[{UNITS}])?"
    rf"|(?:每|单价|一)[{UNITS}]?(?:是|为|[：:])?{NUMBER}(?![{UNITS}])|(?:预算|总价|合计|共计|金额)(?:是"
    rf"|为|在|约|[：:])*{NUMBER}[万千]?(?![{UNITS}])"
)
_TOTAL = phrase(
    rf"(?:共计?|合计|总价|总共|一共|总额|预算|金额)(?:是|为|在|约"
    rf"|[：:])*({NUMBER}(?:\.[0-9]+)?[万千]?)(?:多)?(?:元|块|圆|(?![{UNITS}0-9]))"
)
_BARE_SUM = phrase(
    r"(?:^|[，,。 ])([一二两三四五六七八九][千百万][一二三四五六七八九百]{0,3}|[1-9][0-9]{2,6})(?=$|[，,。 ])"
)
_EACH = phrase(rf"(?:每|单价|一)[{UNITS}]?(?:是|为|[：:])?$")


def purchase(s: Sentence) -> Slots:
    """A purchase: what, and for how much."""
    slots: Slots = {}
    text = s.text
    money = _sum(s)
    if money:
        slots["amount"] = money[0]
        note(s, "amount", *money[1])
        text = (
            text[: money[1][0]] + "，" * (money[1][1] - money[1][0]) + text[money[1][1] :]
            if _BARE_SUM.search(text)
            else text
        )
    things = items(_PURPOSE.sub("", _MONEY.sub("，", text)))
    if things:
        slots["items"] = things
        note(s, "items", 0, len(s.text))
    return slots


_PURPOSE = phrase(r"(?:用于|用来|供|给)[^，,。0-9]{2,14}(?:使用|用|办公)?(?=[，,。]|$)")


def _sum(s: Sentence) -> tuple[int | float, tuple[int, int]] | None:
    """The whole sum; a price for one of several is none."""
    total = _TOTAL.search(s.masked)
    if total and (value := number(total[1])) is not None and value >= 1:
        return value, total.span(1)
    money = amount(s)
    if (
        money
        and not _EACH.search(s.masked[: money[1][0]])
        and not re.match(rf"/?一?每?[{UNITS}]", s.masked[money[1][1] :])
    ):
        return money
    bare = _BARE_SUM.search(s.masked)
    value = number(bare[1]) if bare else None
    return (value, bare.span(1)) if bare and value else None
