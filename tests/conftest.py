"""What every test can count on: a clean environment, the same examples from hypothesis, a browser by name."""

import os

import pytest
from hypothesis import settings

pytest_plugins = ["tests.databases"]

settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

BROWSER = "DZB_BROWSER"


@pytest.fixture(autouse=True)
def _no_deployment_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own DZB_* settings must not decide how a test ends."""
    for name in [name for name in os.environ if name.startswith("DZB_") and name != BROWSER]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def browser_executable() -> str:
    """Path of the Chromium that browser tests start; without one they fail and say what to do.

    `make test` finds or installs it (setup/browser.sh) and hands it over in DZB_BROWSER.
    """
    if path := os.environ.get(BROWSER):
        return path
    pytest.fail(
        "没有可用的 Chromium：请安装 chromium，或用 DZB_BROWSER 指明浏览器路径（make test 会尽量自动准备）。",
        pytrace=False,
    )
