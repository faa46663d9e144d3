"""From findings with fixes to files without them: lint, apply, judge, and again until no fix is left."""

from __future__ import annotations

from pemlint.fixer.loop import made, mend
from pemlint.fixer.records import Mended, New, Refused

__all__ = ["Mended", "New", "Refused", "made", "mend"]
