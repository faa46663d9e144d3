"""An ignore as rules judge it: what somebody has written, and what has become of it."""

from __future__ import annotations

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.rule import Anchor

__all__ = ["StatedIgnore"]


class StatedIgnore(NamedTuple):
    """A comment above a PEM block, or an ``[[ignore]]`` table of a configuration."""

    anchor: Anchor
    #: ``comment`` or ``table``
    form: str
    #: the rules and groups that it names, as written
    rules: tuple[str, ...] = ()
    #: those of them that there are not
    unknown: tuple[str, ...] = ()
    reason: str = ""
    #: why it cannot be understood; empty for most
    malformed: str = ""
    #: the last day on which it holds, if that day is over
    expired: str = ""
    #: those of the rules that cover nothing, where that can be known
    unused: tuple[str, ...] = ()
    #: nothing is covered at all
    idle: bool = False
    #: there is a block that it speaks of
    placed: bool = True
