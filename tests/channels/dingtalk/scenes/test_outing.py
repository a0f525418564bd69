"""The scenes about outings, unchanged, on DingTalk."""

from tests.scenes.outing.test_outings import *  # noqa: F403
