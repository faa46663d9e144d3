"""Examples of the rule ``cert-extension-critical``."""

from __future__ import annotations

from tests import builder
from tests.builder import der

_ADDRESS = der.explicit(0, der.explicit(0, der.implicit(6, b"http://ca.example.com/a.crl")))
_LISTS = der.sequence(der.sequence(_ADDRESS))


def bad_revocation_lists() -> bytes:
    extension = builder.names.extension("2.5.29.31", _LISTS, critical=True)
    return builder.server(extensions=(extension,)).annotated


def good_not_critical() -> bytes:
    extension = builder.names.extension("2.5.29.31", _LISTS)
    return builder.server(extensions=(extension,)).annotated
