"""A form's line that somebody wants changed, by its name alone: «理由改一下», «时间不对», «改一下天数»."""

from __future__ import annotations

import re

_NAMES = (
    "开始时间|结束时间|出发时间|返回时间|用车时间|时间|日期|天数|理由|原因|事由|用途|类别|假别|"
    "目的地|去向|地点|人数|份数|文件|标题|内容"
)
_NAMED = re.compile(
    rf"(?:把|将)?(?P<first>{_NAMES})(?:也)?(?:要|想|得|需要)?"
    r"(?:改一?下|改改|改|修改(?:一下)?|换一?下|换一?个|换个|不对|错了|写错了?|填错了?|说错了?|有误)"
    rf"|(?:我)?(?:要|想|需要)?(?:改|修改|换)(?:一下|下|个|一个)?(?P<last>{_NAMES})"
)


def named_line(short: str) -> str:
    """The name of the line, as it was called; "" where the words say more than that, or something else."""
    match = _NAMED.fullmatch(short)
    return (match["first"] or match["last"]) if match else ""
