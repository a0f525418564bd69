"""The outside of a callback: XML from the app, JSON from the bot. Each door takes both, and answers as it was asked."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

from bot.channels.refusals import MalformedError
from bot.channels.wecom.envelope import Sealed
from bot.channels.wecom.xml_body import parse_xml

XML, JSON = "text/xml", "application/json"
_KEYS = ("encrypt", "Encrypt")


def read_encrypted(body: bytes) -> str:
    """The sealed text inside. Raises MalformedError."""
    if is_xml(body):
        found: object = parse_xml(body.removeprefix(b"\xef\xbb\xbf").strip()).word("Encrypt")
    else:
        found = _from_json(body)
    if not isinstance(found, str) or not found:
        raise MalformedError("no encrypt")
    return found


def is_xml(body: bytes) -> bool:
    """Whether this is meant to be XML."""
    return body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def write(sealed: Sealed, as_xml: bool) -> tuple[str, str]:
    """The body of an answer, and its content type."""
    stamp = sealed.stamp
    if as_xml:
        parts = {"Encrypt": sealed.encrypted, "MsgSignature": stamp.signature, "Nonce": escape(stamp.nonce)}
        inner = "".join(f"<{name}>{value}</{name}>" for name, value in parts.items())
        return f"<xml>{inner}<TimeStamp>{stamp.timestamp}</TimeStamp></xml>", XML
    said = {"encrypt": sealed.encrypted, "msgsignature": stamp.signature}
    return json.dumps(said | {"timestamp": int(stamp.timestamp), "nonce": stamp.nonce}), JSON


def _from_json(body: bytes) -> object:
    try:
        outer = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise MalformedError("neither XML nor JSON in UTF-8") from fault
    if not isinstance(outer, dict):
        raise MalformedError("no object")
    return next((outer[key] for key in _KEYS if key in outer), None)
