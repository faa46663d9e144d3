"""What can be said of a signature, for those who only compare it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["Verdict"]


class Verdict:
    """What can be said of a signature."""

    VALID: Final = "valid"
    INVALID: Final = "invalid"
    #: the algorithm is unknown to the library, or the key or its parameters are no such thing
    UNSUPPORTED: Final = "unsupported"
