"""What the office reads when a platform's contacts and its roster differ."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.contacts.differences import Difference, Kind, can_be_written
from handlers.engine.content import Button, Card, Field, Style
from handlers.engine.roster import Roster

AGREE, DECLINE = "采纳", "不采纳"
GONE, STILL_HERE = "确认离开", "仍在职"

DECLINED = "没有改动花名册，同样的变动不再提示。"
SETTLED_ALREADY = "这一项已经处理过了，花名册没有再改动。"
_MOST_LINES = 12


def changes_card(platform: str, differences: Sequence[Difference], roster: Roster) -> Card:
    """What came, moved and is called otherwise, in one card; nothing is written before 采纳."""
    shown = [_line(difference, roster) for difference in differences[:_MOST_LINES]]
    more = len(differences) - len(shown)
    text = f"{platform}通讯录与花名册有{len(differences)}处不同，采纳后才写入花名册。"
    if more > 0:
        text += f"下面列出前{len(shown)}处，其余{more}处一并处理。"
    return Card(
        "通讯录有变动",
        text,
        tuple(Field(str(difference.kind), line) for difference, line in zip(differences, shown, strict=False)),
        (Button(AGREE, Style.PRIMARY), Button(DECLINE)),
    )


def departed_card(platform: str, left: Difference, waiting: Sequence[str], held: Sequence[tuple[str, str]]) -> Card:
    """Somebody is not in the contacts any more: what is in their name, and the question."""
    fields = [Field("单位", left.before)]
    fields.append(Field("名下待办", "、".join(waiting) if waiting else "无"))
    fields += [Field(kind, things) for kind, things in held]
    return Card(
        f"{left.name}不在通讯录里了",
        f"{platform}通讯录里没有{left.name}（账号{left.account}）。确认离开后，待办和印章转党政办，"
        "其余各项请另行指定接手的人；确认之前什么都不变。",
        tuple(fields),
        (Button(GONE, Style.DANGER), Button(STILL_HERE)),
    )


def too_many(platform: str, count: int) -> str:
    """So many at once are rather a setting than departures."""
    return (
        f"{platform}通讯录里一次少了{count}人，很可能是应用的可见范围或通讯录权限被改小了。"
        "花名册没有改动，也没有逐人询问；请管理员检查可见范围，改好后会自动再核对。"
    )


def agreed(written: Sequence[Difference], left_out: Sequence[Difference]) -> str:
    """What was written, and what could not be."""
    said = f"已写入花名册{len(written)}处。" if written else "花名册没有可以写入的内容。"
    if joined := [difference.name for difference in written if difference.kind is Kind.JOINED]:
        said += f"{'、'.join(joined)}现在可以使用，请他们先给机器人发一句“您好”；角色请在花名册里补充。"
    if left_out:
        names = "、".join(f"{difference.name}（{difference.after or '没有部门'}）" for difference in left_out)
        said += f"没有写入的：{names}，单位表里没有这个单位，请用花名册导入。"
    return said


def taken_out(name: str, serials: Sequence[str], held: Sequence[tuple[str, str]]) -> str:
    """Somebody was taken out: where everything went, and what is still to be named."""
    said = f"{name}已从花名册移出。"
    if serials:
        said += f"名下待办已转党政办：{'、'.join(serials)}。"
    if seals := dict(held).get("保管的印章"):
        said += f"{seals}暂由您保管，请办理交接。"
    open_ = [f"{kind}（{things}）" for kind, things in held if kind != "保管的印章"]
    return said + (f"请另行指定：{'、'.join(open_)}。" if open_ else "")


def still_here(name: str) -> str:
    """The office says that they are."""
    return f"已记下：{name}仍在职，花名册没有改动。如果是账号改了，请在花名册里改成新的账号。"


def which(names: Sequence[str], word: str) -> str:
    """Words that fit several cards."""
    return f"有{len(names)}项等您确认，请写明是谁，例如“{word} {names[0]}”：{'、'.join(names)}。"


def report(differences: Sequence[Difference], roster: Roster) -> list[str]:
    """The same for whoever runs the command: one line each."""
    return [f"{difference.kind}：{_line(difference, roster)}" for difference in differences]


def compared(platform: str, count: int) -> str:
    """The last line of the command."""
    if not count:
        return f"{platform}通讯录与花名册一致。"
    return f"{platform}通讯录与花名册有{count}处不同，没有问过的已发给党政办确认；花名册没有改动。"


def linked(platform: str, matched: int, unmatched: int, written: bool) -> str:
    """The last line of the command that puts names beside names."""
    if not matched and not unmatched:
        return f"花名册上的人都已与{platform}对上。"
    kept = "已记下" if written else "还没有记下，核对无误后加 --write 再运行一次"
    rest = f"；没有对上的{unmatched}人，请核对姓名，或者在花名册里把账号改成{platform}UserID" if unmatched else ""
    return f"对上{matched}人，{kept}{rest}。"


def _line(difference: Difference, roster: Roster) -> str:
    if difference.kind is Kind.JOINED:
        where = difference.after or "没有部门"
        unknown = "" if can_be_written(difference, roster) else "，单位表里没有，不能自动写入"
        return f"{difference.name}（{where}{unknown}）"
    if difference.kind is Kind.LEFT:
        return f"{difference.name}（{difference.before}）"
    return f"{difference.name}：{difference.before or '无'} → {difference.after}"
