"""The scenes about everything else, unchanged, on DingTalk."""

from tests.scenes import test_secrecy
from tests.scenes.test_information import *  # noqa: F403
from tests.scenes.test_many_at_once import *  # noqa: F403
from tests.scenes.test_questions import *  # noqa: F403
from tests.scenes.test_secrecy import *  # noqa: F403

del test_a_file_is_refused_by_its_name_or_its_words  # noqa: F821 - here a file and words are two messages
assert test_secrecy.test_a_file_is_refused_by_its_name_or_its_words
