"""The office's words: people, units, places, vehicles, seals; and the cutting of text by them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.language.cutting import Cutter, Word
from handlers.engine.phrases import phrase

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the office, as far as language needs to know him."""

    name: str
    unit: str = ""
    post: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the other names it goes by."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A car: its plate and its kind (越野车, 商务车)."""

    plate: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A person named in a text, as typed (王强乡长, 老杨)."""

    begin: int
    end: int
    text: str
    members: tuple[Person, ...] = ()


SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文普起自鲁普李毕施祁茶"
    "左字罕刀岩保张骆代尚"
    "解纳沐阿殷"
)
# Characters that begin common words too; a name found only by its first character must not begin with them.
TITLES = (
    "党委书记|党委副书记|副书记|纪委书记|总支书记|支书|书记|副乡长|乡长|副镇长|镇长|县长|州长|主席|委员"
    "|副主任|主任|副所长|所长|站长|"
    "副局长|局长|院长|校长|部长|科长|副科长|会计|出纳|师傅|师|老师|干事|医生|大哥|大姐|姐|哥|叔|嬢|工|总"
    "|老师傅|队长|组长|村长|副|局|所|同志|"
    "驾驶员|司机"
)
# Titles that also stand in ordinary words (张工 / 工作): only before a boundary.
_FULL_NAME_TITLE = phrase(rf"(?:{TITLES})(?![作程具资厂地人会部内里])")
_SURNAME_TITLE = phrase(
    r"(?:(?:书记|副?乡长|副?镇长|县长|主席|委员|副?主任|副?所长|副?站长|副?局长|院长|校长|部长|科长|会计"
    r"|出纳|师傅|老师|干事|医生|大哥|大姐|队长|组长|支书|村长)"
    r"|[姐哥叔嬢](?!们|妹)|副(?![乡书主局所站科])|[工总](?![作程具资厂地人会部结共体局之是在])"
    r"|[局所](?![里有以长属需部的]))"
)
_CALLED = phrase(
    r"[老小阿]([\u4e00-\u9fff])(?:(?:师傅|书记|主任|哥|姐|同志|老师|会计)|(?![\u4e00-\u9fff])"
    r"|(?=[也和跟与、，明今后下周请去在到签说那的给一我都他呢啊还已是]))"
)
_CALLED_NOT = frozenset(
    {
        "小时",
        "老师",
        "老家",
        "小孩",
        "老人",
        "小王子",
        "小张贴",
        "小学",
        "小组",
        "小雪",
        "小田",
        "小石",
        "小金",
        "小白",
        "小康",
    }
)
# A short name such as 王局 or 张姐 begins a word; 医保局 does not name a Mr 保.
_BEFORE_SHORT_NAMES = frozenset("，,。；; 、和跟与帮替找请向给叫让问同陪带由是@对把：:")
_PLATE = phrase(r"云?[A-Z]·?[A-Z]?[0-9][0-9A-Z]{3,4}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Lexicon:
    """Everything that is a name in this office. Built once; read by many threads; holds no state of messages."""

    people: tuple[Person, ...] = ()
    units: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    vehicles: tuple[Vehicle, ...] = ()
    seals: tuple[str, ...] = ()
    towns: frozenset[str] = frozenset()
    by_name: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)
    _by_first: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _cutter: Cutter = field(default_factory=lambda: Cutter({}))

    @classmethod
    def build(
        cls,
        people: Iterable[Person] = (),
        units: Iterable[str] = (),
        places: Iterable[Place] = (),
        vehicles: Iterable[Vehicle] = (),
        seals: Iterable[str] = (),
    ) -> Lexicon:
        """A lexicon of these people and things."""
        members = tuple(people)
        by_name: dict[str, tuple[Person, ...]] = {}
        for person in members:
            by_name[person.name] = (*by_name.get(person.name, ()), person)
        known = {word: place.name for place in places for word in _called(place)}
        towns, units = frozenset(_towns()), tuple(units)
        cutter = Cutter({"nr": tuple(by_name), "ns": (*known, *towns), "nt": units})
        return cls(
            members, units, known, tuple(vehicles), tuple(seals), towns, by_name, _by_first_character(by_name), cutter
        )

    @classmethod
    def from_folder(cls, folder: Path) -> Lexicon:
        """The lexicon of an office whose tables lie in a folder (花名册.csv, 单位.csv, 地点.csv, 车辆.csv, 印章.csv).

        A missing table means that there are none; a table without its columns is a `KeyError` naming the column.
        """
        return cls.build(
            [Person(r["姓名"], r["单位"], r["职务"], r["账号"]) for r in _rows(folder / "花名册.csv")],
            [r["单位"] for r in _rows(folder / "单位.csv")],
            [Place(r["地点"], tuple(a for a in r["别名"].split(";") if a)) for r in _rows(folder / "地点.csv")],
            [Vehicle(r["车牌"], r["车型"]) for r in _rows(folder / "车辆.csv")],
            [r["印章"] for r in _rows(folder / "印章.csv")],
        )

    @property
    def kinds(self) -> Mapping[str, str]:
        """Each known word with its part of speech."""
        return self._cutter.kinds

    def cut(self, text: str) -> list[Word]:
        """The words of a text in their order, with their part of speech as the word file gives it."""
        return self._cutter.cut(text)

    def warm(self) -> None:
        """Loads the word file, which otherwise the first text that has to be cut waits for."""
        self._cutter.cut("")

    def names(self, text: str) -> list[Name]:
        """People named in the text: members by full name, surname and title (张书记), familiar names (老杨)."""
        found: list[Name] = []
        at = 0
        while at < len(text):
            name = self._name_at(text, at)
            if name is None:
                at += 1
            else:
                found.append(name)
                at = name.end
        return found

    def _name_at(self, text: str, at: int) -> Name | None:
        char = text[at]
        for full in self._by_first.get(char, ()):
            if text.startswith(full, at):
                end = at + len(full)
                title = _FULL_NAME_TITLE.match(text, end)
                end = title.end() if title else end
                return Name(at, end, text[at:end], self.by_name[full])
        if char in "老小阿":
            return self._familiar(text, at)
        if char in SURNAMES and (match := _SURNAME_TITLE.match(text, at + 1)):
            if char == "谢" and at and text[at - 1] in "谢多":  # 谢谢主任
                return None
            if len(match[0]) == 1 and at and text[at - 1] not in _BEFORE_SHORT_NAMES:
                return None
            return Name(at, match.end(), text[at : match.end()], self._titled(char, match[0]))
        return None

    def _familiar(self, text: str, at: int) -> Name | None:
        match = _CALLED.match(text, at)
        if match is None or match[1] not in SURNAMES or match[0][:2] in _CALLED_NOT:
            return None
        return Name(at, match.end(), match[0], tuple(p for p in self.people if p.name.startswith(match[1])))

    def _titled(self, surname: str, title: str) -> tuple[Person, ...]:
        return tuple(p for p in self.people if p.name.startswith(surname) and title in p.post)

    def plate(self, text: str) -> str:
        """The car's plate as typed, or ""."""
        match = _PLATE.search(text)
        return match[0] if match else ""


def _called(place: Place) -> Iterator[str]:
    """A place's name and aliases; a village also by its bare name (青禾、石桥两个村)."""
    for word in filter(None, (place.name, *place.aliases)):
        yield word
        bare = word.removesuffix("委会").removesuffix("村")
        if word.endswith(("村", "村委会")) and len(bare) > 1:
            yield bare


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", newline="") as table:
        yield from csv.DictReader(table)


def _towns() -> Iterator[str]:
    for line in (HERE / "geography.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def _by_first_character(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for name in sorted(names, key=len, reverse=True):
        if name:
            table[name[0]] = (*table.get(name[0], ()), name)
    return table
