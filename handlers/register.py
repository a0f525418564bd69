"""Every matter of the office by the prefix of its serials. A new regulation is added here, in one line."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.engine.matter import Matter
from handlers.leave.matter import LeaveMatter

MATTERS: Mapping[str, Matter] = {matter.code: matter for matter in (LeaveMatter(),)}
