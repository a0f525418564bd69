"""Words in the database of which a copy of it tells nobody anything: sealed with a secret that is not in there."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class Seal:
    """AES-256-GCM with a key made of a secret; `what` tells its uses apart."""

    def __init__(self, what: str, secret: str) -> None:
        self._cipher = AESGCM(hashlib.sha256(f"{what} of {secret}".encode()).digest())

    def close(self, words: str) -> str:
        """The words, sealed."""
        nonce = os.urandom(_NONCE)
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, words.encode(), None)).decode()

    def open(self, sealed: str) -> str:
        """The words again; "" where they were sealed with another secret."""
        try:
            raw = base64.b64decode(sealed)
            return self._cipher.decrypt(raw[:_NONCE], raw[_NONCE:], None).decode()
        except (InvalidTag, binascii.Error, ValueError):
            return ""
