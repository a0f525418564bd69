"""The sealed envelope against the platform's published samples, against an independent library, and against forgery."""

import base64
import struct

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from hypothesis import example, given, settings
from hypothesis import strategies as st
from wechatpy.enterprise.crypto import WeChatCrypto

from bot.channels.refusals import ForgedError, MalformedError, RefusedError
from bot.channels.wecom.envelope import Envelope, Stamp, decoded_key

TOKEN, AES_KEY = "wt8Kq2Zr5", "Q0dUb3duT2ZmaWNlV2VDb21UZXN0S2V5MDEyMzQ1Njc"
CORP = "ww0123456789abcdef"
AT, NONCE = "1780000000", "746328915"

PUBLISHED = Envelope("QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7")
"""Token, key and corp id of the sample in the platform's own crypto library."""
PUBLISHED_MESSAGE = (
    "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3"
    "TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gs"
    "ijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUa"
    "x5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIG"
    "HBZZIs2pDBS8R07+qN+E7Q=="
)

APP = Envelope(TOKEN, AES_KEY, CORP, salt=lambda count: b"abcdefghijklmnop"[:count])
BOT = Envelope(TOKEN, AES_KEY, "", salt=lambda count: b"abcdefghijklmnop"[:count])

VECTORS = {
    "app message": (
        APP,
        "<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><FromUserName><![CDATA[zhangsan]]></FromUserName>"
        "<CreateTime>1780000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[提醒 周五报表]]>"
        "</Content><MsgId>7300000000000000001</MsgId><AgentID>1000002</AgentID></xml>",
        "0d37211641604b2d430c6fd9b1ac4e4ef1ad647b",
    ),
    "url check": (APP, "6012345678901234567", "2210ece1b6459ac45d23c4730ee8f6e904f7ba9a"),
    "bot callback": (
        BOT,
        '{"msgid":"m1","aibotid":"aibB1","chattype":"single","from":{"userid":"zhangsan"},"msgtype":"text",'
        '"text":{"content":"你好"}}',
        "0abfaeaf26788db943b7c0581c3c73717d7c3d62",
    ),
}


def sealed_block(block: bytes, padded: bool = True) -> str:
    """A block of our own making under the right key, to be found wrong inside."""
    if padded:
        count = 32 - len(block) % 32
        block += bytes([count]) * count
    key = decoded_key(AES_KEY)
    encryptor = Cipher(AES256(key), CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(block) + encryptor.finalize()).decode()


def stamped(encrypted: str, envelope: Envelope = APP) -> Stamp:
    return Stamp(envelope.signature(encrypted, AT, NONCE), AT, NONCE)


def test_the_platforms_own_url_check_is_opened() -> None:
    echo = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="
    stamp = Stamp("5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3", "1409659589", "263014780")
    assert PUBLISHED.open(echo, stamp) == b"1616140317555161061"


def test_the_platforms_own_message_is_opened() -> None:
    stamp = Stamp("477715d11cdb4164915debcba66cb864d751f3e6", "1409659813", "1372623149")
    message = PUBLISHED.open(PUBLISHED_MESSAGE, stamp).decode()
    assert "<FromUserName><![CDATA[mycreate]]></FromUserName>" in message
    assert "<MsgId>4561255354251345929</MsgId>" in message


@pytest.mark.parametrize("name", VECTORS)
def test_a_known_message_is_sealed_to_the_known_signature_and_opened_again(name: str) -> None:
    envelope, message, signature = VECTORS[name]
    sealed = envelope.seal(message, AT, NONCE)
    assert sealed.stamp == Stamp(signature, AT, NONCE)
    assert envelope.open(sealed.encrypted, sealed.stamp).decode() == message


@given(st.text(max_size=400))
@settings(max_examples=300)
def test_what_we_seal_the_independent_library_opens_and_the_other_way_round(words: str) -> None:
    theirs = WeChatCrypto(TOKEN, AES_KEY, CORP)
    sealed = APP.seal(words, AT, NONCE)
    asked = {"Encrypt": sealed.encrypted}
    opened = theirs.decrypt_message(asked, sealed.stamp.signature, AT, NONCE)
    assert (opened.decode() if isinstance(opened, bytes) else opened) == words
    document = theirs.encrypt_message(words, NONCE, AT)
    encrypted = document.split("<Encrypt><![CDATA[")[1].split("]]>")[0]
    signature = document.split("<MsgSignature><![CDATA[")[1].split("]]>")[0]
    assert APP.open(encrypted, Stamp(signature, AT, NONCE)).decode() == words


@pytest.mark.parametrize("changed", ["signature", "timestamp", "nonce", "encrypted", "token", "case"])
def test_a_changed_part_is_refused(changed: str) -> None:
    sealed = APP.seal("同意", AT, NONCE)
    encrypted, stamp = sealed.encrypted, sealed.stamp
    opener = Envelope("another", AES_KEY, CORP) if changed == "token" else APP
    cases = {
        "signature": Stamp("0" * 40, AT, NONCE),
        "timestamp": Stamp(stamp.signature, "1780000001", NONCE),
        "nonce": Stamp(stamp.signature, AT, "1"),
        "case": Stamp(stamp.signature.upper(), AT, NONCE),
    }
    if changed == "encrypted":
        encrypted = encrypted[:-5] + "AAAA="
    with pytest.raises(ForgedError):
        opener.open(encrypted, cases.get(changed, stamp))


@pytest.mark.parametrize("receive_id", ["", "ww0123456789abcdeg", CORP + "x", CORP.upper()])
def test_another_corporations_envelope_is_refused_though_its_signature_is_right(receive_id: str) -> None:
    sealed = Envelope(TOKEN, AES_KEY, receive_id).seal("同意", AT, NONCE)
    with pytest.raises(ForgedError, match="receive id"):
        APP.open(sealed.encrypted, sealed.stamp)


SALT = b"0123456789abcdef"
INSIDE = {
    "no padding at all": SALT + struct.pack(">I", 4) + b"abcd" + b"x" * 8 + b"\x00" * 32,
    "padding longer than a block": SALT + struct.pack(">I", 4) + b"abcd" + bytes([40]) * 40,
    "padding of different bytes": (SALT + struct.pack(">I", 4) + b"abcd").ljust(31, b"\x05") + b"\x08",
}


@pytest.mark.parametrize("name", INSIDE)
def test_wrong_padding_is_refused(name: str) -> None:
    encrypted = sealed_block(INSIDE[name], padded=False)
    with pytest.raises(MalformedError, match="padding"):
        APP.open(encrypted, stamped(encrypted))


@pytest.mark.parametrize("length", [5, 2**31, 2**32 - 1])
def test_a_length_beyond_the_block_is_refused(length: int) -> None:
    encrypted = sealed_block(SALT + struct.pack(">I", length) + b"abcd")
    with pytest.raises(MalformedError, match="length"):
        APP.open(encrypted, stamped(encrypted))


@pytest.mark.parametrize("encrypted", ["", "!", "abc", "YWJj", "YWJjZGVmZ2hpamtsbW5vcA=", "同意", "YWJj\n"])
def test_what_is_no_sealed_block_is_refused(encrypted: str) -> None:
    with pytest.raises(MalformedError):
        APP.open(encrypted, stamped(encrypted))


@given(st.binary(max_size=200))
@settings(max_examples=2_000)
def test_any_block_under_the_right_key_is_opened_or_refused_but_breaks_nothing(block: bytes) -> None:
    encrypted = sealed_block(block)
    try:
        assert isinstance(APP.open(encrypted, stamped(encrypted)), bytes)
    except RefusedError as refusal:
        assert refusal.status in (400, 403)


@given(st.text(max_size=80), st.text(max_size=45), st.text(max_size=15), st.text(max_size=15))
@example("é", "é" * 40, "\ud800", "\x00")
@settings(max_examples=2_000)
def test_no_foreign_signature_opens_anything(encrypted: str, signature: str, timestamp: str, nonce: str) -> None:
    with pytest.raises(ForgedError):
        APP.open(encrypted, Stamp(signature, timestamp, nonce))


@pytest.mark.parametrize("key", ["", "short", "=" * 43, "é" * 43, "A" * 44, "A" * 42 + "!"])
def test_a_key_that_is_none_is_told_at_once(key: str) -> None:
    with pytest.raises(ValueError, match="EncodingAESKey"):
        decoded_key(key)
