"""Calls to the fake as any program would make them."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

from tests.channels.dingtalk.platform import CLIENT_ID, CLIENT_SECRET, DingTalk


def send(
    dingtalk: DingTalk, method: str, path: str, body: dict[str, Any] | None, token: str | None = None
) -> tuple[int, dict[str, Any]]:
    """One call with a living token, or with this one: its status and what it answered."""
    given = a_token(dingtalk) if token is None else token
    headers = {"Content-Type": "application/json", "x-acs-dingtalk-access-token": given}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(dingtalk.url + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def a_token(dingtalk: DingTalk) -> str:
    """The app's token."""
    body = {"appKey": CLIENT_ID, "appSecret": CLIENT_SECRET}
    return str(send(dingtalk, "POST", "/v1.0/oauth2/accessToken", body, token="")[1]["accessToken"])
