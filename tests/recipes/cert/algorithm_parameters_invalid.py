"""Examples of the rule ``cert-algorithm-parameters-invalid``."""

from __future__ import annotations

from tests import builder


def bad_rsa_key_without_null() -> bytes:
    key = builder.keys.spki("server")
    head = builder.der.sequence(builder.der.oid("1.2.840.113549.1.1.1"))
    rest = key[key.index(builder.der.null()) + len(builder.der.null()) :]
    return builder.server(public_key=builder.der.sequence(head, rest)).annotated


def bad_ecdsa_signature_with_null() -> bytes:
    algorithm = builder.der.sequence(builder.der.oid("1.2.840.10045.4.3.2"), builder.der.null())
    issuer = builder.intermediate(key="p256-intermediate")
    return builder.server(issuer=issuer, signature_algorithm=algorithm).annotated


def good_usual() -> bytes:
    return builder.server().annotated


def good_ed25519() -> bytes:
    return builder.self_signed(key="ed25519", key_usage=("digitalSignature",)).annotated


def good_ec_key_with_its_curve() -> bytes:
    return builder.self_signed(key="p256", key_usage=("digitalSignature",)).annotated
