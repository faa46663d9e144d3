"""What a file holds: certificates, keys, requests, containers; private keys are loaded and self-signatures tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fuzz import seeds
from fuzz.mutation import asn1, text
from fuzz.targets import Target
from pemlint import crypto, material, pem, x509
from pemlint.crypto import Verdict
from pemlint.material import Certificate, PrivateKey, Unreadable
from pemlint.model import Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from pemlint.material import Material

__all__ = ["TARGET"]


def execute(data: bytes) -> None:
    """Read it as a TLS file and as any other; every fourth file twice."""
    for tls in (True, False):
        source = Source("a.pem", "a.pem", data, tls=tls, target=True)
        document = pem.parse(data, embedded=not tls)
        found = material.read(source, document, memo=x509.Memo())
        if len(data) % 4 == 0:
            assert material.read(source, document, memo=x509.Memo()) == found
        for item in found:
            location = item.place.location()
            assert 1 <= location.line <= location.end_line
            _hold(item)
    assert isinstance(crypto.load_private_key(data), (crypto.LoadedKey, crypto.KeyProblem))
    primes = crypto.private_keys.rsa_primes(data)
    assert primes is None or len(primes) == 2


def _hold(item: Material) -> None:
    if isinstance(item, Unreadable):
        assert item.reason
        assert item.offset >= 0
    elif isinstance(item, PrivateKey):
        assert item.public is None or item.spki_sha256 == item.public.sha256
        assert "\n" not in item.reason
    elif isinstance(item, Certificate):
        tbs, signature = item.x509.tbs, item.x509.signature
        algorithm, key = item.x509.signature_algorithm, item.x509.public_key
        if (
            isinstance(tbs, bytes)
            and isinstance(signature, bytes)
            and isinstance(algorithm, x509.AlgorithmIdentifier)
            and isinstance(key, x509.PublicKeyInfo)
        ):
            verdict = crypto.verify(tbs, signature, algorithm, key)
            assert verdict in {Verdict.VALID, Verdict.INVALID, Verdict.UNSUPPORTED}


def _mutate(data: bytes, chance: Random, pool: Sequence[bytes] = ()) -> bytes:
    return text.mutate(data, chance, pool) if b"-----BEGIN " in data else asn1.mutate(data, chance, pool)


def _seeds() -> tuple[bytes, ...]:
    return (*seeds.texts(), *seeds.binaries())


TARGET = Target(execute, _mutate, _seeds, seeds.binaries, longest=1 << 14, seconds=5)
