"""Seals: which seal, on what, how many; or a seal taken out of the office, where and when (印鉴管理制度)."""

from __future__ import annotations

import re

from bot.language.sentence import TITLE, Sentence
from bot.language.skeleton import Skeleton
from bot.language.slots.parts import (
    Slots,
    copies,
    listed_one_or_many,
    note,
    note_moment,
    put_moment,
    settled,
    sheets,
)
from bot.language.slots.places import destinations
from bot.language.wording import bare, document_words
from handlers.engine.phrases import phrase

# A seal goes by many names; these three are meant under any of them.
SEALS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "党政办章",
        phrase(
            r"党政(?:综合)?办公?室?(?:的|那[颗枚个])?(?:公章|印章|章子?|大印|印)|(?<!表)(?<!会)(?<!务)办公室的?(?:公章"
            r"|印章|章子?)|党政办(?=盖|的|公章|印|[，,。 ]|$)|(?<=盖)(?:个|一下)?党政办(?:公室)?的?"
        ),
    ),
    (
        "党委章",
        phrase(
            r"(?:中共)?(?:青禾乡?)?(?:乡)?党委(?:会|员会)?(?:的|那[颗枚个])?(?:公章|印章|章子?|大印|印)"
            r"|(?<=[盖用带借])(?:个|一下|一个)?(?:乡)?党委(?!书|会|办|文)的?"
            r"|中共[\u4e00-\u9fff]{0,6}委员会的?(?:公章|印章|章子?)|党委(?=、?(?:和|跟|与|及)?政府)|党章"
        ),
    ),
    (
        "政府章",
        phrase(
            r"(?:青禾乡?)?(?:乡)?(?:人民)?政府(?:的|那[颗枚个])?(?:公章|印章|章子?|大印|印)|(?<=[盖用带借])(?:个|一下"
            r"|一个)?(?:乡)?(?:人民)?政府(?!工作|采购|办)的?|行政章|(?:乡|镇|人民)?政府(?=盖)|(?<=党委)(?:、|和|跟|与|及)?政府(?=联合|两"
            r"|都|的|盖|章|[、，,。 ]|$)|政府(?=(?:和|跟|与|、)党委)|政府(?=那[枚颗个](?:[，,。]|$))"
        ),
    ),
)
_NAMED_APART = phrase(r"(?:^|[，,。 ：:])(?:是|用|盖)?(党委|政府|党政办)(?:的|那个|公章)?(?=[，,。 ]|$)")
_OTHER_SEAL = phrase(
    r"((?:法人(?:代表)?|法人私|私|财务(?:专用)?|财务专|骑缝|合同(?:专用)?|校对|名|法定代表人"
    r"|[\u4e00-\u9fff]{2}村(?:委会|民委员会)?的?|村委会的?|工会的?|民政专用|[\u4e00-\u9fff]{1,6}专用"
    r"|人大的?|纪委的?|武装部的?|团委的?|妇联的?|综治[办中心]*的?|财政所的?|林业站的?|司法所的?|卫生院的?"
    r"|经管站的?|国土所的?|社会事务办(?:公室)?的?|农业农村服务中心的?|党支部的?|党总支的?"
    r"|村镇规划建设所的?|平安法治办(?:公室)?的?|党建(?:工作)?办(?:公室)?的?)(?:公章|印章|章))"
)
_OUT = phrase(
    r"(?:带|携)(?!头|领|队|班|病|薪)(?:着|上|走|出|去)?.{0,10}(?:章|印)|(?:章|印)子?.{0,8}(?:带出|带到|带去|带走"
    r"|外带|带起|借出|拿去|拿到|拿出|带一?下|外借|外出)|外带|借(?:用|出)?.{0,6}(?:章|印).{0,6}(?:去|外出"
    r"|出去|带|到)|(?:公章|印章|党委章|政府章)(?:借|外出)|拿(?:着|上)?.{0,6}(?:公?章|印章?)(?:去|到|克"
    r"|出)|上门盖|现场盖|出去盖|章.{0,6}借我"
)


def seal(s: Sentence) -> Slots:
    """Sealing: with which seal, what, how many; or a seal taken out, where and when."""
    slots: Slots = {}
    names = _seal_names(s, slots)
    skeleton = (
        Skeleton(s.masked)
        .cover(copies(s, slots) or sheets(s, slots), "q")
        .cover((known for known in s.times.covered() if _OWN_DAY.match(s.masked, known[1])), "t")
        .cover(names, "c")
    )
    if _OUT.search(s.masked):
        slots["carry_out"] = True
    _day(s, slots)
    places = _places(s, slots, skeleton)
    _document(s, slots, skeleton.cover(places, "d"))
    return slots


# 6月15日会议纪要盖章: the day of the paper, not that of the sealing.
_OWN_DAY = phrase(
    r"[，,。；;、）)\s]|$|之?前|以前|要|用|去|带|携|盖|拿|借|来|下班|急|能|就|想|到|得|需|申请|给|把|将|请|内|我|有|派|签(?!的|订的|署的)|送|办|出(?!的)|外"
)


def _day(s: Sentence, slots: Slots) -> None:
    """The day that is said for the sealing itself."""
    for moment in s.times.moments():
        if settled(moment) and _OWN_DAY.match(s.masked, moment.end):
            put_moment(slots, "date", moment)
            note_moment(s, "date", moment)
            return


def _seal_names(s: Sentence, slots: Slots) -> list[tuple[int, int]]:
    """The seals named, under their short names; 公章 alone names none."""
    found: list[tuple[int, int, str]] = []
    for match in _OTHER_SEAL.finditer(s.masked):
        words = re.sub(
            r"^(?:盖|加盖|用|带|要|借|拿|和|去|给)+",
            "",
            re.sub(r"^.*(?:[盖带借拿]|[上下中]午|要|用)(?=.{2})", "", match[1]),
        )
        if words not in ("专用章", "的章"):
            found.append((match.end() - len(words), match.end(), words))
    for name, pattern in SEALS:
        for match in pattern.finditer(s.masked):
            if not any(begin < match.end() and match.start() < end for begin, end, _ in found):
                found.append((match.start(), match.end(), name))
    if not found and "章" in s.masked:
        found = [(*m.span(1), m[1] + "章") for m in _NAMED_APART.finditer(s.masked)]
    found.sort()
    if found:
        slots["seal"] = listed_one_or_many(name for _, _, name in found)
        note(s, "seal", found[0][0], found[-1][1])
    return [(begin, end) for begin, end, _ in found]


def _places(s: Sentence, slots: Slots, skeleton: Skeleton) -> list[tuple[int, int]]:
    if not slots.get("carry_out"):
        return []
    places = destinations(s, skeleton.shape)
    named = [place for place in places if s.text[slice(*place)] not in _NO_NAME]
    places = named or places
    if places:
        slots["destination"] = listed_one_or_many(bare(s.text[b:e]) for b, e in places)
        note(s, "destination", places[0][0], places[-1][1])
    return places


# 章要带到现场去: where, but not what it is called
_NO_NAME = ("现场", "外面", "那边", "当地")
_ASKING = (
    r"(?:我们?|我办|本人|麻烦|请(?!示)|帮忙|帮我(?!们)|给我(?!们)|给(?=我们)|帮(?!困|扶|教|贫|我)|需要?|(?<![纪摘概])要|想|得|去|来|申请|能不能|可不可以|可以|再|还"
    r"|另外|也|先|外|将|把|拿|用|都|问一?下|问下|能)*"
)
_WORDING = (
    phrase(
        rf"{_ASKING}(?:加盖|盖一?下?个?|盖|用印|用章|带|借用?|拿|外带|携带|使用|用)(?:一下|个|一个|下|上"
        rf"|着|出|走|我|[一二两三]个)*c+(?:出去|外出|出|去|带)?(?:用印|盖章|盖|使用|用)?(?:(?:带|去|到|克"
        rf"|送|往)+(?=d))?"
    ),
    phrase(rf"{_ASKING}(?:用印|用章)?(?:登记|申请)?[一二两三四五六七八九十0-9]件(?=[：:，,])"),
    phrase(
        rf"(?:加盖|盖|用)?c+(?:的)?|{_ASKING}(?:盖章子?|盖个章子?|盖一下章子?|盖下章子?|盖一个章子?"
        rf"|盖公章|盖个公章|(?:盖|用)?(?:公家|单位)的?[章印]子?|用印|用章|用公章|盖一?下|盖个|盖印|盖戳|加盖公章|加盖|章子|公章|印章|个章"
        rf"|章(?=[，,。 ]|$|x)|盖)(?:用|一下|吗|不|可以吗|审批|申请|登记|外出|外带|(?:两|三)?个?章|都?要"
        rf"|[一二两三四五六七八九十0-9]次)*(?:能不能|可不可以)?(?:借我?|带|拿)*(?:(?:带|去|到|克|送|往"
        rf"|出)+(?=d))?"
    ),
    phrase(
        r"(?:从|到|去|克|往|前往|赴|上|在|送)+(?=d)|(?<=d)(?:一下|一趟|那边|用|办事?|开会)+(?=[，,。x]|$)"
        r"|(?<=t)(?:用|要|去|前|之前|左右|到|就|急用|来|能)+(?=[，,。x\s]|$)|(?:一共|总共|共|各"
        r"|一式)+(?=q)|(?:我们?|本人)(?=[tx]|要|想|去)|(?:两|三|几)个(?:都)?(?:要)?(?=[，,。x])|当天(?:还"
        r"|回)|用完(?:就|马上)?还|下班前(?:归)?还"
    ),
)
_NOT_DOCUMENT = phrase(
    r"(?:我们?|领导|您好|麻烦|谢谢|请|的|了|要|想|急|急用|比较急|在|去|来|回|归还|还|当天|用|用一下|一下"
    r"|带|拿|借|走|和|公章|印章|外出|使用|办公室|盖|文件上?|东西|材料上?|申请|办事|办手续|出去|当天还"
    r"|用完就还|下班前还|p|一起|两个|都|好|登记|需要|外|那边|就是|能不能|移交档案|开户|办业务|要带|带|办理|给我|帮我|章|现场"
    r"|上门|签字|行不行|可以不|不|吗)*"
)
_PAPERS = phrase(
    r"表|书|证明|合同|协议|材料|报告|请示|通知|方案|申请|函|文件|票|名册|名单|清单|承诺|意见|纪要|台账"
    r"|收据|鉴定|笔录|计划|决定|公示|决议|批复|委托|介绍信|证|单|册|账|档案|预案|总结|汇报|结果|□|稿|信"
    r"|图|资料|公告|通报|批文|复印件|回执|聘|说明"
)


def _document(s: Sentence, slots: Slots, skeleton: Skeleton) -> None:
    """What is to be sealed: its title, else what remains; rather a paper than anything else."""
    titles = [m[1] for m in TITLE.finditer(s.text)]
    if titles:
        slots["document"] = listed_one_or_many(titles)
        slots.pop("date", None) if not slots.get("carry_out") and not _asked_day(s) else None
        return
    skeleton.strike(*_WORDING)
    found = []
    for begin, end, words in skeleton.pieces():
        for part in words.split():
            document = document_words(part)
            if len(document) >= 2 and not _NOT_DOCUMENT.fullmatch(_without_names(s, document)):
                found.append((document, begin, end))
    papers = [one for one in found if _PAPERS.search(one[0]) and not one[0].startswith(("办", "去办"))]
    papers.sort(key=lambda one: not s.masked[: one[1]].endswith("盖"))  # 签合同，盖土地流转合同
    if found:
        slots["document"], begin, end = (papers or found)[0]
        note(s, "document", begin, end)


def _asked_day(s: Sentence) -> bool:
    return bool(s.times.spans)


def _without_names(s: Sentence, words: str) -> str:
    for name in s.names:
        words = words.replace(name.text, "p")
    return words
