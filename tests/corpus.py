"""Third-party test material with labels, which is no part of the project: tests that want it skip without it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

__all__ = ["CORPUS", "needs_corpus"]

CORPUS = Path(os.environ.get("PEMLINT_CORPUS") or Path(__file__).parents[2] / "shared" / "corpus")

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there (PEMLINT_CORPUS names it)")
