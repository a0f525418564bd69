"""The signature under a robot's HTTP callback and in a custom robot's address: HMAC-SHA256 of time and secret."""

from __future__ import annotations

import base64
import hashlib
import hmac


def signature(timestamp: str, secret: str) -> str:
    """What the platform signs: the time in milliseconds as it was written, a line feed, the secret."""
    signed = hmac.new(secret.encode(), f"{timestamp}\n{secret}".encode(), hashlib.sha256).digest()
    return base64.b64encode(signed).decode()


def is_signed(timestamp: str, given: str, secret: str) -> bool:
    """Whether the platform, or somebody who knows the secret, wrote the signature."""
    return bool(secret) and hmac.compare_digest(signature(timestamp, secret).encode(), given.encode("utf-8", "replace"))


def is_within(timestamp: str, now_ms: int, window_ms: int) -> bool:
    """Whether the call was signed near enough to now; anything but plain digits is not a time."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 16):
        return False
    return abs(now_ms - int(timestamp)) <= window_ms
