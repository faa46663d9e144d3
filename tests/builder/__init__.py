"""Deterministic TLS material for tests and examples: the same call gives the same bytes in every process.

``root``, ``intermediate``, ``server``, ``self_signed``, ``client_ca``, ``client`` and ``cross_signed`` make
certificates with good defaults, of which a case states only what is odd::

    builder.server(not_after=datetime(2026, 5, 1, tzinfo=UTC)).pem

``der`` writes any other bytes, ``keys`` holds the fixed keys of ``tests/keys``.
"""

from __future__ import annotations

from tests.builder import der, keys, names
from tests.builder.certificates import (
    INTERMEDIATE_FROM,
    INTERMEDIATE_UNTIL,
    LEAF_FROM,
    LEAF_UNTIL,
    NOW,
    ROOT_FROM,
    ROOT_UNTIL,
    Certificate,
    Options,
    certificate,
    client,
    client_ca,
    cross_signed,
    intermediate,
    root,
    self_signed,
    server,
)
from tests.builder.containers import jks, pkcs7, pkcs12, request, revocation_list
from tests.builder.keys import PASSWORD, private_pem, public_pem
from tests.builder.pem import block

__all__ = [
    "INTERMEDIATE_FROM",
    "INTERMEDIATE_UNTIL",
    "LEAF_FROM",
    "LEAF_UNTIL",
    "NOW",
    "PASSWORD",
    "ROOT_FROM",
    "ROOT_UNTIL",
    "Certificate",
    "Options",
    "block",
    "certificate",
    "client",
    "client_ca",
    "cross_signed",
    "der",
    "intermediate",
    "jks",
    "keys",
    "names",
    "pkcs7",
    "pkcs12",
    "private_pem",
    "public_pem",
    "request",
    "revocation_list",
    "root",
    "self_signed",
    "server",
]
