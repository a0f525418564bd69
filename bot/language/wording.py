"""Trimming of what is left as typed: reasons, purposes, names of things."""

from __future__ import annotations

from handlers.engine.phrases import phrase

_LEADING = phrase(
    r"^(?:[\s，,。；;：:、！!？?\-—~…“”\"'（）()]|因为|由于|为了|因(?!公)(?=[\u4e00-\u9fff])|原因是?"
    r"|(?:吧|嘛|哈|哦|啦)(?=[\u4e00-\u9fff]{2})|理由是?(?!写|要|不|没)|事由是?|缘由是?|说是|就是|是因为|主要是|是要|因此|所以|然后|那么?|"
    r"我们?(?=要|想|需|得|去|到|家|有|因)|(?:需要?|准备|打算|想要?|得|必须"
    r"|要)(?=[去到回在陪带办给参处看接送])|要|想|去|克|到(?!期|位|达|岗)|来(?=[参办看开])|顺便|麻烦|烦请"
    r"|的话|的(?=[\u4e00-\u9fff])|用来|用于|用作|拿来|以便|目的是?|前往|前去|赴)+"
)
_TRAILING = phrase(
    r"(?:[\s，,。；;：:、！!？?\-—~…“”\"'（）()]|请(?:领导)?(?:予以)?(?:批准|审批|准假|同意|批示|批复"
    r"|支持|安排|知悉|帮忙|假)|望(?:领导)?(?:予以)?(?:批准|准假|审批|同意)|恳请(?:领导)?批准|请批一?下?"
    r"|妥否|可以吗|可以不|可否|行不行|行吗|得不得|好吗|好不好|给得|可得|麻烦了?|"
    r"谢谢(?:了|领导|您|你)?|感谢|多谢|辛苦了?|拜托了?|报备一?下?|报告一?下|特此(?:报告|报备|请假)"
    r"|(?<!没)了|呢|吧|啊|呀|哈|哦|喔|嘛|嘞|咯|哎|噢|嗯|一下(?!子)|的话)+$"
)
_SPACES = phrase(r"\s+")


def trimmed(text: str) -> str:
    """The words without what only leads to them or closes them (因为…, …请批准, …了)."""
    for _ in range(3):
        shorter = _TRAILING.sub("", _LEADING.sub("", text))
        if shorter == text:
            break
        text = shorter
    return text


def bare(text: str) -> str:
    """Without the punctuation and blanks at either end."""
    return text.strip(" ，,。；;：:、！!？?-—~…“”\"'\n（）()")


_DOCUMENT_LEADS = phrase(
    r"^(?:好的(?=.{2})|我(?:这里|这边|这|手上)?有|我们?(?:所|办|站|中心|村)?的?|本人|麻烦|请(?!示)|帮忙|帮我|帮(?!困|扶|教|贫)|给我|给|有[一二两三几]?[份个张]?"
    r"|这[份个张]|那[份个张]|[一二两三几0-9]+[份个张批](?=.{2})|需要?|要|想|得|把|将|拿着?|在|到(?!会)|的"
    r"|上(?=面|述)|用于|用来|也|还(?!款)|再|先|去|来(?!信|文|函)|用|申请(?=.{4})(?!表|书|报告|材料)|为"
    r"|对(?!账|照|口)|因|是|领导|您好|你好|签(?!到|字|收|约|名|批)|急|问一?下|问下|能)+"
)
_DOCUMENT_TAILS = phrase(
    r"(?:看看|看一下|(?:已经?|都)?(?:开|打|写|填|弄|做|印|拟)好|上面?|需要?|(?<![纪摘概重主提])要|想|得|(?<!申)(?<!提)请|麻烦|去|来|的"
    r"|了|用|在|拿|帮忙?|给|可以|上的|一式|各|和|也|都|两边|两个|一下|吧|吗|谢谢|急用|比较急|急|能不能|呢"
    r"|哈|我)+$"
)


def document_words(words: str) -> str:
    """The name of a paper without the asking around it."""
    words = bare(words)
    for _ in range(3):
        words = _DOCUMENT_TAILS.sub("", _DOCUMENT_LEADS.sub("", words))
    return bare(words)
