"""Examples of the rule ``cert-ocsp-address-too-long``, with the length that AWS Certificate Manager takes."""

from __future__ import annotations

from tests import builder
from tests.builder import der, names

CONFIG = """\
[rules.cert-ocsp-address-too-long]
max-length = 1000
"""


def _with(address: str) -> bytes:
    location = der.implicit(6, address.encode())
    value = der.sequence(der.sequence(der.oid("1.3.6.1.5.5.7.48.1"), location))
    return builder.server(extensions=(names.extension("1.3.6.1.5.5.7.1.1", value),)).annotated


def bad_1001_characters() -> bytes:
    return _with(f"http://ocsp.example.com/{'a' * 977}")


def good_1000_characters() -> bytes:
    return _with(f"http://ocsp.example.com/{'a' * 976}")


def good_no_address() -> bytes:
    return builder.server().annotated
