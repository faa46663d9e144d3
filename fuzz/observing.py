"""Shows inputs to a target and keeps those that it does not bear."""

from __future__ import annotations

import time
import traceback
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from fuzz.targets import Target

__all__ = ["Observer"]

#: inputs that are saved of one defect
_SAVED = 3
#: calls, from the innermost outward, by which one defect is told from another
_CALLS = 3


class Observer:
    """Goes on after a defect: the first inputs of each are saved, with what was raised beside them."""

    def __init__(self, target: Target, folder: Path) -> None:
        self._target = target
        self._folder = folder
        self._seen: dict[str, int] = {}
        self._slowest = 0.0

    def show(self, data: bytes) -> None:
        """One execution."""
        started = time.process_time()
        try:
            self._target.execute(data)
            self._limit(time.process_time() - started, data)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - a panic of a library in Rust is no Exception
            self._keep(data, error)

    def _limit(self, seconds: float, data: bytes) -> None:
        """Remember the slowest input, in a file beside the folder, and refuse one that is far too slow."""
        if seconds > self._slowest:
            self._slowest = seconds
            self._folder.with_name("slowest").write_bytes(data)
        if seconds > self._target.seconds:
            raise TimeoutError(f"{seconds:.1f} s for {len(data)} bytes")

    def _keep(self, data: bytes, error: BaseException) -> None:
        place = "".join(traceback.format_tb(error.__traceback__)[-_CALLS:])
        signature = sha256(f"{type(error).__name__}{place}".encode()).hexdigest()[:8]
        self._seen[signature] = self._seen.get(signature, 0) + 1
        if self._seen[signature] <= _SAVED:
            path = self._folder / f"{signature}-{sha256(data).hexdigest()[:8]}"
            path.write_bytes(data)
            path.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")
