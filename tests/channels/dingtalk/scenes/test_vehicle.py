"""The scenes about vehicles, unchanged, on DingTalk."""

from tests.scenes.vehicle.conftest import jobs, trips  # noqa: F401
from tests.scenes.vehicle.test_asking import *  # noqa: F403
from tests.scenes.vehicle.test_booking import *  # noqa: F403
from tests.scenes.vehicle.test_driving import *  # noqa: F403
from tests.scenes.vehicle.test_few_cars import *  # noqa: F403
from tests.scenes.vehicle.test_fuel_and_repairs import *  # noqa: F403
from tests.scenes.vehicle.test_on_paper import *  # noqa: F403
from tests.scenes.vehicle.test_private_use import *  # noqa: F403
