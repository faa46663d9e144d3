"""Certificates and keys of the kinds that few examples need: algorithms of signatures, forms of keys, odd fields."""

from __future__ import annotations

from tests import builder
from tests.builder import der, keys

__all__ = ["made"]

_KEYS = ("rsa-1024", "p384", "p521", "ed25519", "ed448", "dsa-2048")
_ML_DSA_44 = "2.16.840.1.101.3.4.3.17"
_ALTERNATIVE_NAMES = "2.5.29.17"


def made() -> dict[str, bytes]:
    """Files by their paths, in a folder for each kind."""
    files = {}
    for name in _KEYS:
        root = builder.root(key=name, subject=f"{name} CA")
        files[f"kinds/{name}/chain.pem"] = builder.server(issuer=root).pem + root.pem
        forms = ("pkcs8",) if name.startswith("ed") else ("pkcs8", "traditional")
        files[f"kinds/{name}/server.key"] = b"".join(builder.private_pem(name, form=form) for form in forms)
        files[f"kinds/{name}/public.pem"] = builder.public_pem(name)
    odd = {
        "pss": builder.root(pss=True),
        "explicit": builder.root(key="p256", public_key=keys.explicit_p256()),
        "ml-dsa": _ml_dsa(),
        "names": builder.server(alternative_names=None, extensions=[_names()]),
    }
    return files | {f"kinds/{name}/a.pem": certificate.pem for name, certificate in odd.items()}


def _ml_dsa() -> builder.Certificate:
    """A key and a signature of the right length, which is all that can be had from every library."""
    algorithm = der.sequence(der.oid(_ML_DSA_44))
    key = der.sequence(algorithm, der.bit_string(bytes(1312)))
    return builder.root(public_key=key, signature_algorithm=algorithm, signature=bytes(2420))


def _names() -> bytes:
    """Alternative names of every kind (RFC 5280 4.2.1.6)."""
    values = (
        der.explicit(0, der.oid("1.3.6.1.4.1.311.20.2.3") + der.explicit(0, der.utf8("user@example.com"))),
        der.implicit(1, b"user@example.com"),
        der.implicit(2, b"server.example.com"),
        der.explicit(4, builder.names.name("server.example.com")),
        der.implicit(6, b"https://example.com:8883/a?b#c"),
        der.implicit(6, b"spiffe://example.com/workload"),
        der.implicit(6, b"urn:uuid:0"),
        der.implicit(7, b"\x0a\0\0\1"),
        der.implicit(7, bytes(16)),
        der.implicit(8, b"\x2a\x03\x04"),
    )
    return der.sequence(der.oid(_ALTERNATIVE_NAMES), der.octet_string(der.sequence(*values)))
