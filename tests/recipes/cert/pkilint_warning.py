"""Examples of the rule ``cert-pkilint-warning``, which ``pkilint`` judges."""

from __future__ import annotations

from tests import builder


def bad_no_key_identifier() -> bytes:
    return builder.server(subject_key_identifier=False).annotated


def good_key_identifier() -> bytes:
    return builder.server().annotated
