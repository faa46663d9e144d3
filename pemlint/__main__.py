"""``python -m pemlint``."""

from __future__ import annotations

from pemlint.cli import entry

entry()
