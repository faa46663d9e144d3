"""What the environment says of the place where pemlint runs, as circumstances that a profile may grade by."""

from __future__ import annotations

import os

__all__ = ["known"]

#: variables that the usual services for continuous integration set
_CI = ("CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION")
_NO = ("", "0", "false")


def known() -> tuple[str, ...]:
    """``ci`` in continuous integration."""
    return ("ci",) if any(os.environ.get(name, "").lower() not in _NO for name in _CI) else ()
