"""Supervised matters (督查制度)."""

from __future__ import annotations

import re

from bot.language.sentence import TITLE, Sentence
from bot.language.skeleton import Skeleton
from bot.language.slots.incoming import deadline
from bot.language.slots.parts import (
    Slots,
    note,
    put_moment,
    settled,
)
from bot.language.wording import trimmed
from handlers.engine.phrases import phrase

_SUPERVISING = phrase(
    r"^(?:我们?|麻烦|请(?!示)|帮忙?|帮我|给|需要?|要|想|得|有|事项|新增|新开|开|加|立项|立|记|列入|纳入"
    r"|转|跟踪|挂牌|办公室|督[查办]室|办结|重点|再|一下|一个|一条|个|登记|建)*(?:督办一?下?|督查一?下?|跟踪一?下?|催办(?:一?下|一次|一回)?|催(?:一?下|一次)"
    r"|催催|催|督一?下|盯一?下|盯紧|盯住|盯着|交办)(?:事项|件|单|任务|通知)?(?:一下|下|一条|一个)?(?:[：:，,]|是"
    r"|内容[：:])?"
)
_CLOSES = phrase(
    r"(?:请)?(?:立为|列为|作为|列入|纳入)督(?:办|查)(?:事项|范围|清单)?|(?:这个|那个)?督办[件项]?(?:可以"
    r"|能)?销号了?|(?:可以|能)销号了?|(?:的|请)?督(?:办|查)(?:事项|件|任务|单)?(?:已经?)?(?:办结|办完"
    r"|完成|销号|结了|落实)?(?:了)?(?=[，,。]|$)|(?:已经?|都)?(?:办结|销号|办完|落实完|完成)了?(?=[，,。]"
    r"|$)|(?:请|给|予以|申请)?销号|(?:把|将|对)(?=.{2})"
)
_LEADER = phrase(
    r"(?:由|交由?|交给|让|请|责成|安排|叫|责任单位(?:是|为|[：:])?|责任人(?:是|为|[：:])?|责任部门(?:是"
    r"|为|[：:])?|牵头单位(?:是|为|[：:])?|承办单位(?:是|为|[：:])?|承办人?(?:是|为|[：:])|负责人(?:是|为"
    r"|[：:]))([^，,。；;：:t ]{2,18}?)(?:来|具体|主要|同志)?(?:负责|牵头|落实|办理|跟进|承办|完成|处理"
    r"|抓|去办|办|整改|主办|督办|限)?(?=[，,。；;：:t ]|$)"
)
_LEADS = phrase(
    r"(?:^|[，,。；;：: xt])([^，,。；;：:xt ]{2,18}?)(?:来|具体|主要|同志|这边)?(?:负责|牵头|承办|主办"
    r"|跟进|落实|整改|办理|抓|抓落实)(?=[，,。；;xt ]|$)"
)
# 农村公厕整改，规建中心牵头: of two such clauses the one that says who leads.
_HEADS = phrase(
    r"(?:^|[，,。；;：: xt])([^，,。；;：:xt ]{2,18}?)(?:来|具体|主要|同志|这边)?"
    r"(?:负责|牵头|承办|主办)(?=[，,。；;xt ]|$)"
)
_CHASED = phrase(
    r"^(?:麻烦|请|帮我?|再)*(?:催办?|盯|督促)(?:一?下|一次|一催|催)?(p+|[\u4e00-\u9fff]{2,12}?(?:所|办"
    r"|中心|办公室|院|站|村|村委会))(?:的|把|尽快|抓紧|那边|，|[：:]|关于|(?=交|报|完成|落实|上报|提交|整改))"
)
_ITEM_TAIL = phrase(
    r"(?:的?督办(?:事项|件)?)?(?:，)?(?:已经?)?(?:办结|办完|销号|列入督办|立项督办|立项|催一?下|催办|一下"
    r"|了|(?:怎么|咋)?还[没不](?:报|交|完成|动|搞|落实|到位)|这个事|的事|这件事|进度|吧|尽快|抓紧|并反馈|要(?:抓紧|盯紧|督办)|督办|督查)+$"
)


# 秸秆禁烧这个事给农业农村服务中心盯起
_GIVEN = phrase(
    r"(?:这个?|这件|那个?)?(?:事情?|工作)?(?:给|由|让|叫|喊|请|交给?)([\u4e00-\u9fff]{1,12}?(?:所|办公室|办|中心|卫生院|站|村委会|村)|p+)(?:的)?"
    r"(?:盯|跟|管|抓|负责|办|落实|牵头|督)(?:起|着|紧|好|住)?(?=[，,。；;xt ]|$)"
)


def supervise(s: Sentence) -> Slots:
    """A supervised matter: what, who answers for it, by when."""
    slots: Slots = {}
    deadline(s, slots)
    if "deadline" not in slots:
        moments = [m for m in s.times.moments() if settled(m)]
        if len(moments) == 1 and re.search(r"完成|完工|竣工|报|交|办结|反馈|回话|结果|给.{1,4}回", s.masked):
            put_moment(slots, "deadline", moments[0], last=True)
    skeleton = Skeleton(s.masked).cover(_times_beside(s), "t").cover(((b, e) for b, e, _ in s.serials), "n")
    skeleton.strike(_SUPERVISING, _BY_THEN)
    _assignee(s, slots, skeleton)
    _matter(s, slots, skeleton)
    return slots


def _times_beside(s: Sentence) -> list[tuple[int, int]]:
    """The times that are not part of the matter's name (春节后复工安全检查)."""
    return [(b, e) for b, e in s.times.covered() if not _IN_A_NAME.match(s.shape, b)]


_IN_A_NAME = phrase(r"t+(?:[后前期]间?)?[\u4e00-\u9fff]{2,8}(?:检查|整治|保障|工作|活动|排查|慰问|宣传)")


_BY_THEN = phrase(
    r"(?:截止|限|要求|期限|时限|时间|务必|最迟)?(?:到|在|于|[：:])?t+(?:之?前|以前|下班前|内|之内|以内"
    r"|为止)?(?:要|必须|务必)?(?:报送?|上报|完成|办结|反馈|交|办完|报结果|报情况|落实|拿出结果|要结果|交账|回话|办好"
    r"|整改到位)*(?:结果|情况|到位|材料|办理情况)?"
)


# 请财政所抓紧兑付补贴 / 何平负责冬小麦播种面积落实
_CHARGED = phrase(
    r"^(?:x| |请|由|让|责成)*(p+|[\u4e00-\u9fff]{1,10}?(?:所|办公室|办|中心|卫生院|站|村委会|村))(?:要"
    r"|负责|抓紧|尽快|及时|务必|牵头)+(?=[^，,。；;xt ]{3,})"
)


# …罗霞负责6月20号前整改到位
_NAMED_LEADER = phrase(
    r"(?:由|请|让|交给?)?(p+)(?:来|具体|主要|同志)?(?:负责|牵头|承办|主办|落实|抓|盯着?|跟着?|跟进)(?=[，,。；;xt ]|$)"
)


_CHASING = phrase(r"^(?:麻烦|请|帮我?|再)*(?:催办?|盯|督促)(?:一?下|一次|一催|催)?")


def _chased_unit(s: Sentence) -> re.Match[str] | None:
    """催一下社会事务办公室残疾人补贴核查: one of the office's own units, right after the chasing."""
    chasing = _CHASING.match(s.text)
    if chasing is None:
        return None
    unit = next((unit for unit in s.lexicon.units if s.text.startswith(unit, chasing.end())), "")
    return re.compile(f"{re.escape(chasing[0])}({re.escape(unit)})").match(s.text) if unit else None


def _told(s: Sentence, skeleton: Skeleton) -> str:
    """The shape with people covered as well."""
    chars = list(skeleton.shape)
    for name in s.names:
        if chars[name.begin] not in "xt":
            chars[name.begin : name.end] = "p" * (name.end - name.begin)
    return "".join(chars)


def _assignee(s: Sentence, slots: Slots, skeleton: Skeleton) -> None:
    """Who answers for it: said so, or a unit or a person in a clause of its own."""
    named = _NAMED_LEADER.search(_told(s, skeleton))
    if named:
        slots["assignee"] = s.text[named.start(1) : named.end(1)]
        note(s, "assignee", *named.span(1))
        skeleton.cover([named.span()], "p")
        return
    given = _GIVEN.search(_told(s, skeleton))
    if given:
        slots["assignee"] = s.text[given.start(1) : given.end(1)]
        note(s, "assignee", *given.span(1))
        skeleton.cover([given.span()], "p")
        return
    charged = _CHARGED.match(_told(s, skeleton))
    if charged:
        slots["assignee"] = s.text[charged.start(1) : charged.end(1)]
        note(s, "assignee", *charged.span(1))
        skeleton.cover([(charged.start(1), charged.end())], "p")
        return
    chased = _CHASED.match(s.shape) or _chased_unit(s)
    if chased:
        slots["assignee"] = s.text[chased.start(1) : chased.end(1)]
        note(s, "assignee", *chased.span(1))
        skeleton.cover([chased.span()], "p")
        return
    shape = skeleton.shape
    for pattern in (_LEADER, _HEADS, _LEADS):
        match = pattern.search(shape)
        words = _owner(s, match[1]) if match else ""
        if match and words:
            slots["assignee"] = words
            note(s, "assignee", *match.span(1))
            skeleton.cover([match.span()], "p")
            return
    pieces = [(b, e, w) for b, e, w in skeleton.pieces()]
    for begin, end, words in pieces[1:]:
        owner = _owner(s, words)
        if owner and (owner in s.lexicon.units or any(n.text == owner for n in s.names) or _UNIT.fullmatch(owner)):
            slots["assignee"] = owner
            note(s, "assignee", begin, end)
            skeleton.cover([(begin, end)], "p")
            return


_UNIT = phrase(
    r"[\u4e00-\u9fff]{1,12}(?:所|办|中心|办公室|院|站|村|村委会|局|武装部|组织部|宣传部|队|学校|社|公司|各村|委员会)"
)


_NO_OWNER = phrase(r"督|催办|事项|x|销号|^[把将对]|纳入|立项|尽快|进度|情况|问题")


def _owner(s: Sentence, words: str) -> str:
    words = re.sub(r"^(?:请|由|让|交给?|给|，|具体|x| )+|(?:来|同志|具体|主要|抓紧|尽快| |这边)+$", "", words)
    words = words[:-1] if words.endswith("办") and any(n.text == words[:-1] for n in s.names) else words
    return words if len(words) >= 2 and not _NO_OWNER.search(words) else ""


def _matter(s: Sentence, slots: Slots, skeleton: Skeleton) -> None:
    title = TITLE.search(s.text)
    if title:
        slots["item"] = title[1]
        return
    skeleton.strike(_CLOSES)
    for begin, end, words in skeleton.pieces():
        for part in words.split():
            item = trimmed(re.sub(r"^(?:把|将|对|关于|的|，|一下|下|那个|这个)+", "", trimmed(part)))
            item = re.sub(r"(?:的|工作的|这个)$", "", trimmed(_ITEM_TAIL.sub("", item)))
            if len(item) >= 2 and not _NO_MATTER.fullmatch(item):
                slots["item"] = item
                note(s, "item", begin, end)
                return


_NO_MATTER = phrase(
    r"(?:督办|未?办结|SW|再|给|回话|事项|请|的|了|可以|任务|尽快|抓紧|反馈|p|领导|要求|交办|登记|结果|情况|上报|书记|乡长)*"
)
