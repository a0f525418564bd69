"""The scenes about leave, unchanged, on DingTalk."""

from tests.scenes.leave.conftest import jobs  # noqa: F401
from tests.scenes.leave.test_decisions import *  # noqa: F403
from tests.scenes.leave.test_form import *  # noqa: F403
from tests.scenes.leave.test_group import *  # noqa: F403
from tests.scenes.leave.test_interruptions import *  # noqa: F403
from tests.scenes.leave.test_return import *  # noqa: F403
from tests.scenes.leave.test_stand_ins import *  # noqa: F403
from tests.scenes.leave.test_taking_back import *  # noqa: F403
from tests.scenes.leave.test_telephone import *  # noqa: F403
