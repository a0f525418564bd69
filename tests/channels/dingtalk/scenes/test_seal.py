"""The scenes about seals, unchanged, on DingTalk."""

from tests.scenes.seal.conftest import jobs  # noqa: F401
from tests.scenes.seal.test_approval import *  # noqa: F403
from tests.scenes.seal.test_issued import *  # noqa: F403
from tests.scenes.seal.test_oral import *  # noqa: F403
from tests.scenes.seal.test_refusals import *  # noqa: F403
from tests.scenes.seal.test_stamping import *  # noqa: F403
from tests.scenes.seal.test_taking_out import *  # noqa: F403
