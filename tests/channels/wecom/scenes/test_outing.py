"""The scenes about outings, unchanged, on WeCom."""

from tests.scenes.outing.test_outings import *  # noqa: F403
