"""One tour through each matter: what is said and tapped, so that everything the bot then says can be looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Step = Mapping[str, Any]


def say(who: str, words: str, chat: str = "") -> Step:
    """Somebody writes."""
    return {"from": who, "say": words} | ({"chat": chat} if chat else {})


def tap(who: str, button: str, **more: str) -> Step:
    """Somebody taps the newest card that bears it."""
    return {"from": who, "tap": button, **more}


EVERYBODY = "青禾乡干部职工大群"
ASK = "12月9日到11日请假，老人住院要陪护"

TOURS: Mapping[str, Sequence[Step]] = {
    "leave": [
        say("林芳", f"@小助手 {ASK}", EVERYBODY),
        say("林芳", "改成12月10日到11日"),
        tap("林芳", "提交"),
        tap("王强", "同意"),
        say("林芳", "撤销申请"),
        say("高峰", "想请假"),
        say("高峰", "12月9日到11日"),
        tap("高峰", "提交"),
        tap("王强", "写意见", input="同意，注意安全"),
        tap("李文华", "退回", input="请写明事由"),
        tap("高峰", "修改"),
        say("高峰", "事由改成孩子住院"),
        tap("高峰", "提交"),
        tap("李文华", "转办", choose="周建国"),
        tap("周建国", "驳回", input="当周人手不够"),
        say("潘磊", "昨天下午去医院看病，电话请过王乡长，补个假条"),
        say("林芳", "我的假还有几天"),
        say("林芳", "我的申请"),
        say("王强", "待办"),
    ],
    "vehicle": [
        say("林芳", "明天上午9点用车去县委党校开会，上午11点回"),
        tap("林芳", "提交"),
        tap("钱俊", "派车"),
        tap("陈静", "同意"),
        tap("马刚", "出车"),
        say("马刚", "我要加油"),
        say("高峰", "周末想用公车回老家"),
    ],
    "seal": [
        say("林芳", "申请用印，盖乡政府章，材料是《农机补贴花名册》，3份"),
        tap("林芳", "提交"),
        tap("李文华", "同意"),
        tap("孙磊", "已用印"),
        say("潘磊", "要在空白纸上盖乡政府章"),
    ],
    "information": [
        say("何平", "报一条工作动态，题目《青禾乡完成冬季征兵体检》，正文：32名青年参加体检，25名合格"),
        tap("何平", "提交"),
        tap("黄燕", "采用", choose="县", input="武定信息第12期"),
        say("林芳", "报信息：今早松坪村降雪3厘米，道路通行正常"),
        tap("林芳", "社情民意"),
        tap("林芳", "提交"),
        tap("黄燕", "退改", input="请补充时间"),
        say("陶勇", "报突发事件：石桥村小学附近山体滑坡，无人员伤亡"),
        say("黄燕", "本月各单位信息报送统计"),
    ],
    "outing": [
        say("林芳", "下乡"),
        tap("林芳", "石桥村委会"),
        tap("林芳", "提交"),
        say("林芳", "我回来了"),
    ],
    "attendance": [
        say("黄燕", "潘磊今天迟到15分钟，高峰昨天没来，电话没人接"),
        tap("黄燕", "登记"),
        say("黄燕", "昨天上午何平早退"),
        say("黄燕", "11:40走的"),
        say("高峰", "异议 KQ-2026-0002 我在松坪村处理山火"),
        tap("陈静", "旷工"),
        tap("陈静", "旷工", input="松坪村没有见到本人"),
        say("潘磊", "考勤有异议，我8点20就到了"),
        tap("陈静", "不采纳", input="门卫记录是8:45"),
        say("黄燕", "更正 KQ-2026-0003 正常，当天去县里送材料"),
        say("潘磊", "我的考勤"),
        say("黄燕", "今天谁迟到了"),
    ],
    "duty": [
        say("林芳", "@小助手 12月值班表", EVERYBODY),
        say("刘洋", "我12月9日的值班想和钱俊换"),
        tap("钱俊", "同意"),
        tap("陈静", "确认"),
        say("刘洋", "12月9日谁值班"),
        say("黄燕", "值班记录：8:50 县应急办来电，要求报送雨情，待各村上报"),
        say("黄燕", "更正值班记录1：8:52 县应急办来电，要求报送雨情，待各村上报"),
        say("陈静", "值班待办"),
        tap("黄燕", "办结"),
        say("陈静", "今天的值班记录"),
        say("林芳", "昨晚值班记录"),
        say("林芳", "值班记录：9:01 村里来电"),
        say("陈静", "导入值班表"),
        say("陈静", "导入值班表：\n日期,班次,带班领导,值班员\n12月8日,夜班,林芳,张三"),
        say("陈静", "导入值班表：\n日期,班次,带班领导,值班员\n12月8日,夜班,王强,孙磊"),
        tap("陈静", "发布"),
    ],
    "study": [
        say("林芳", "下周日学习由谁主讲"),
        say("林芳", "主讲安排"),
        say("蒋斌", "下周日的主讲我想和罗霞换一下"),
        tap("罗霞", "同意"),
        say("何平", "这周日的主讲我想和高峰换一下"),
        tap("高峰", "不同意"),
        say("陈静", "把12月27日的主讲换成高峰"),
    ],
    "secrecy": [
        say("林芳", "【机密★5年】关于某事项的通知，请帮忙转发"),
        say("林芳", "文件 机密 的内容能发群里吗", EVERYBODY),
    ],
}
