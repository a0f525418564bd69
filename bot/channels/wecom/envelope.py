"""The sealed envelope of a callback: signature, AES, and whom it is for. One module for XML and JSON bodies alike.

Plain block: 16 random bytes, the message's length in 4 bytes, the message, the receive id; padded to 32 bytes, sealed
with AES-256-CBC, in base64. Every part is checked before the message is believed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import struct
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from bot.channels.refusals import ForgedError, MalformedError
from bot.channels.wecom.facts import BLOCK, SALT

KEY_CHARACTERS = 43
_AES_BLOCK = 16
_HEAD = SALT + 4


@dataclass(frozen=True)
class Stamp:
    """What stands beside the sealed text: in the address of a callback, in the body of an answer."""

    signature: str
    timestamp: str
    nonce: str


@dataclass(frozen=True)
class Sealed:
    """An answer ready to be sent."""

    encrypted: str
    stamp: Stamp


class Envelope:
    """Opens and seals with one app's (or bot's) token and key. `receive_id`: corp id of an app, "" of a bot."""

    def __init__(
        self, token: str, aes_key: str, receive_id: str, salt: Callable[[int], bytes] = secrets.token_bytes
    ) -> None:
        self._token = token
        self._key = decoded_key(aes_key)
        self._receive_id = receive_id.encode()
        self._salt = salt

    def open(self, encrypted: str, stamp: Stamp) -> bytes:
        """The message inside. Raises ForgedError or MalformedError, without a word of the content."""
        self.check(encrypted, stamp)
        return self.reopen(encrypted)

    def reopen(self, encrypted: str) -> bytes:
        """The message inside of what was opened with its stamp before. Raises MalformedError."""
        return self._unpacked(self._decrypted(_from_base64(encrypted)))

    def seal(self, message: str, timestamp: str, nonce: str) -> Sealed:
        """The message in an envelope of its own."""
        content = message.encode()
        block = self._salt(SALT) + struct.pack(">I", len(content)) + content + self._receive_id
        padding = BLOCK - len(block) % BLOCK
        encryptor = self._cipher().encryptor()
        sealed = encryptor.update(block + bytes([padding]) * padding) + encryptor.finalize()
        encrypted = base64.b64encode(sealed).decode("ascii")
        return Sealed(encrypted, Stamp(self.signature(encrypted, timestamp, nonce), timestamp, nonce))

    def check(self, encrypted: str, stamp: Stamp) -> None:
        """Raise ForgedError unless the signature is right; compared in constant time."""
        expected = self.signature(encrypted, stamp.timestamp, stamp.nonce)
        if not hmac.compare_digest(expected.encode(), stamp.signature.encode("utf-8", "replace")):
            raise ForgedError("wrong signature")

    def signature(self, encrypted: str, timestamp: str, nonce: str) -> str:
        """SHA-1 over the four parts in the order of their bytes."""
        parts = sorted(part.encode("utf-8", "replace") for part in (self._token, timestamp, nonce, encrypted))
        return hashlib.sha1(b"".join(parts), usedforsecurity=False).hexdigest()

    def _cipher(self) -> Cipher[CBC]:
        return Cipher(AES256(self._key), CBC(self._key[:_AES_BLOCK]))

    def _decrypted(self, sealed: bytes) -> bytes:
        if not sealed or len(sealed) % _AES_BLOCK:
            raise MalformedError("cut short")
        decryptor = self._cipher().decryptor()
        return _without_padding(decryptor.update(sealed) + decryptor.finalize())

    def _unpacked(self, block: bytes) -> bytes:
        if len(block) < _HEAD:
            raise MalformedError("too short")
        (length,) = struct.unpack_from(">I", block, SALT)
        message, receive_id = block[_HEAD : _HEAD + length], block[_HEAD + length :]
        if len(message) != length:
            raise MalformedError("wrong length")
        if not hmac.compare_digest(receive_id, self._receive_id):
            raise ForgedError("another corporation's receive id")
        return message


def decoded_key(aes_key: str) -> bytes:
    """The 32 bytes behind an EncodingAESKey. Raises ValueError for anything else."""
    try:
        key = base64.b64decode(aes_key + "=", validate=True) if len(aes_key) == KEY_CHARACTERS else b""
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != BLOCK:
        raise ValueError("EncodingAESKey must be 43 letters and digits")
    return key


def _from_base64(encrypted: str) -> bytes:
    try:
        return base64.b64decode(encrypted, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise MalformedError("not base64") from fault


def _without_padding(block: bytes) -> bytes:
    count = block[-1]
    if not 1 <= count <= BLOCK or block[-count:] != bytes([count]) * count:
        raise MalformedError("wrong padding")
    return block[:-count]
