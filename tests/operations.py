"""How much work a call does, as a number that is the same on every machine: the instructions that Python runs for it.

Time tells nothing in a test. That twice the input takes twice the instructions, and not four times as many, does.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

__all__ = ["growth", "operations"]


def operations(call: Callable[[], object]) -> int:
    """The instructions of Python code that a call runs; what it does in C counts as one each time."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def growth(make: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times the work grows when the input doubles: 2 where it is linear, 4 where it is quadratic.

    ``make`` gives for a size the call to be counted; what it does itself does not count. What does not grow at all is
    taken off by a third size.
    """
    make(size)()  # what is imported at the first call is no work of the second
    small, middle, large = (operations(make(times * size)) for times in (1, 2, 4))
    return (large - middle) / max(middle - small, 1)
