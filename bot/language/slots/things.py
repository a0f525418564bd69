"""Lists of things with their quantities: supplies, purchases."""

from __future__ import annotations

import re
from typing import Any

from bot.language.numbers import NUMBER, number
from bot.language.sentence import Sentence
from bot.language.slots.parts import Slots, amount, note
from bot.language.wording import trimmed

UNITS = "个支盒包本瓶把卷块张只套袋筒箱条件双副根台份桶提部辆令刀叠罐听板组对床盆棵株斤公斤米捆节顶面扇架幅枚颗串"
_UNIT = rf"(?:公斤|千克|[{UNITS}])"
_CHUNK = re.compile(
    r"[、，,；;。\n]|以及|还有|另外|外加|再加|加上|(?<=[个支盒包本瓶把卷块张只套袋筒箱条件双副根台份桶提])(?:和|及|跟|与|加|再要|再领)|(?:和|及|与|跟)(?=[^和及与跟]{1,10}?各)"
)
_FIRST = re.compile(rf"^({NUMBER})({_UNIT})?的?(.{{1,20}})$")
_LAST = re.compile(rf"^(.{{1,20}}?)(各|每样|共|要|买|领)?({NUMBER})({_UNIT})?(?:左右)?$")
_VERBS = re.compile(
    r"^(?:我们?|本人|单位|站所|办公室|党政办|所里|站上|中心|村上|村里|村委会|财政所|卫生院|帮忙?|给|麻烦|请|想|要|需要?|得|去|来|再|还|另外|也|先|都|能不能|可以|申请|打算|准备|计划|需|拟|统一|一共|一起|把|的|给我|帮我|我要|去仓库|仓库)*"
    r"(?:领用?一?下|领点|领取|领用|申领|领些|领|拿点?|采购|购置|购买|申购|请购|添置|置办|增购|订购|新购|买点|买些|买|购|要|来|添|换|订)?(?:一?下|点|些|了)?(?:办公用品|物品|东西|耗材)?(?:[：:])?"
)
_TAILS = re.compile(
    r"(?:一?下|吧|呢|用|谢谢|麻烦了?|了|的|哈|啊|嘛|用完了|不够用?|可以吗|行不行|得不得|给大家用|备用)+$"
)


def items(text: str) -> list[dict[str, Any]]:
    """«订书机1个、红色印泥2盒» as [{"name","qty","unit"}]; 个 where no unit is said."""
    found: list[dict[str, Any]] = []
    waiting: list[str] = []
    for chunk in _CHUNK.split(text):
        words = _TAILS.sub("", _VERBS.sub("", chunk.strip(" ：:（）()"), count=1).strip())
        if not words:
            continue
        item, each = _item(words)
        if item is None:
            waiting = [*waiting, words] if _nameable(words) else []
            continue
        if each:
            found.extend({"name": name, "qty": item["qty"], "unit": item["unit"]} for name in waiting)
        found.append(item)
        waiting = []
    return found


def _nameable(words: str) -> bool:
    return 1 <= len(words) <= 12


def _item(words: str) -> tuple[dict[str, Any] | None, bool]:
    if (
        (match := _FIRST.match(words))
        and (match[2] or len(match[3]) > 1)
        and not re.match(r"[元块万千号楼年月日天人]", match[3])
        and not match[3][0].isascii()
    ):
        return _made(match[3], match[1], match[2]), False
    if (match := _FIRST.match(words)) and match[2] and match[3][0].isascii():
        return _made(match[3], match[1], match[2]), False
    if match := _LAST.match(words):
        return _made(match[1], match[3], match[4]), match[2] in ("各", "每样")
    return None, False


def _made(name: str, quantity: str, unit: str | None) -> dict[str, Any] | None:
    value = number(quantity)
    name = trimmed(name).strip("的")
    if value is None or not name:
        return None
    return {"name": name, "qty": value, "unit": unit or "个"}


def supplies(s: Sentence) -> Slots:
    """Office supplies drawn from the store."""
    slots: Slots = {}
    listed = items(s.text)
    if listed:
        slots["items"] = listed
        note(s, "items", 0, len(s.text))
    return slots


_MONEY = re.compile(
    rf"(?:预算|总价|总共|共计?|合计|大概|大约|约|估计|金额|总额|费用|花费|需要?|资金|控制在|不超过|经费|单价|每[{UNITS}]|一[{UNITS}])*(?:是|为|在|[：:])?(?:人民币)?{NUMBER}(?:\.[0-9]+)?[万千]?(?:多)?(?:元|块钱?|圆)(?:钱|左右|以内|以下|/?一?每?[{UNITS}])?"
)


def purchase(s: Sentence) -> Slots:
    """A purchase: what, and for how much."""
    slots: Slots = {}
    money = amount(s)
    text = s.text
    if money:
        slots["amount"] = money[0]
        note(s, "amount", *money[1])
    text = _MONEY.sub("，", text)
    listed = items(text)
    if listed:
        slots["items"] = listed
        note(s, "items", 0, len(s.text))
    return slots
