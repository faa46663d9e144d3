"""Examples of the rule ``cert-pkilint-error``, which ``pkilint`` judges."""

from __future__ import annotations

from tests import builder


def bad_serial_number_zero() -> bytes:
    return builder.server(serial=0).annotated


def good_server() -> bytes:
    return builder.server().annotated
