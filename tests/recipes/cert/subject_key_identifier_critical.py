"""Examples of the rule ``cert-subject-key-identifier-critical``."""

from __future__ import annotations

from tests import builder


def bad_critical() -> bytes:
    value = builder.der.octet_string(bytes(20))
    extension = builder.names.extension("2.5.29.14", value, critical=True)
    return builder.server(subject_key_identifier=False, extensions=(extension,)).annotated


def good_not_critical() -> bytes:
    return builder.server().annotated
