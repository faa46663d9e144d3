"""Examples of the rule ``cert-subject-empty``."""

from __future__ import annotations

from tests import builder


def bad_intermediate() -> bytes:
    return builder.intermediate(subject=()).annotated


def good_intermediate() -> bytes:
    return builder.intermediate().annotated
