"""What a car is wanted for: private use is recognised, a purpose that says nothing asked about (第8条; M16-5)."""

from __future__ import annotations

import re

# People and deeds of a private life. «帮群众搬家» is the office's business: _FOR_THE_PEOPLE takes such sentences out.
_PRIVATE = re.compile(
    r"私用|私事|私人|个人(?:用|事|使用)|自己(?:家|用)|家里|家中|家事|我家|老家|"
    r"[接送]?亲戚|[接送看](?:朋友|同学)|朋友家|搬家|"
    r"(?:接|送|带|陪)(?:我|一下)?(?:孩子|小孩|娃|儿子|女儿|老婆|老公|爱人|媳妇|妻子|丈夫|父母|父亲|母亲|爸|妈|老人|家人|家属)|"
    r"老婆|老公|媳妇|岳父|岳母|丈母娘|婚礼|结婚|喜酒|吃酒|做客|聚会|旅游|自驾|游玩|逛街|买菜|走亲|接亲|回娘家|满月酒|扫墓|上坟|学车|相亲"
)
_FOR_THE_PEOPLE = re.compile(
    r"群众|农户|贫困|脱贫|搬迁|五保|低保|特困|孤寡|困难户|慰问|走访|入户|村民|受灾|灾民|信访|上访|移民|学生|监测户|"
    r"矛盾|纠纷|调解|排查|核查|烈属|军属|退役|残疾人|留守"
)
_VAGUE = re.compile(
    r"^(?:去)?(?:一趟|有点|有些|有|办点|办些|办理|办|出去|处理|做|忙)*(?:公务|公事|公差|工作|业务|事情|事儿|点事|个事|事|其他|别的|杂事)?"
    r"(?:需要|用)?(?:用车|出车|派车|外出|出去|用一下|一趟|一下)?$"
)


def is_private(words: str) -> bool:
    """Whether these words want the office's car for something of one's own."""
    return bool(_PRIVATE.search(words)) and not _FOR_THE_PEOPLE.search(words)


def private_words(text: str) -> str:
    """The words by which it was recognised."""
    found = _PRIVATE.search(text)
    return found[0] if found else ""


def is_vague(purpose: str) -> bool:
    """Whether a purpose says nothing: empty, «办事», «有事», «公务»."""
    return bool(_VAGUE.match(purpose.strip("，。！ ")))
