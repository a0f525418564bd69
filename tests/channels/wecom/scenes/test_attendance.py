"""The scenes about attendance, unchanged, on WeCom."""

from tests.scenes.attendance.test_absence import *  # noqa: F403
from tests.scenes.attendance.test_objections import *  # noqa: F403
from tests.scenes.attendance.test_registering import *  # noqa: F403
