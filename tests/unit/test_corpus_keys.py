"""Against `cryptography`, over every private key and every self-issued certificate of the corpus."""

from __future__ import annotations

import warnings
from functools import cache

from cryptography import x509 as reference
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_private_key

from pemlint import material, pem, x509
from pemlint.crypto import Verdict, Verifier
from pemlint.material import Material, PrivateKey
from pemlint.model import Source
from tests.corpus import CORPUS, needs_corpus

pytestmark = needs_corpus


@cache
def contents() -> tuple[tuple[Material, ...], dict[bytes, x509.Certificate]]:
    """All material of the corpus, and its certificates."""
    memo = x509.Memo()
    found: list[Material] = []
    for path in sorted(CORPUS.rglob("*")):
        if path.is_file():
            source = Source(str(path), str(path), path.read_bytes(), tls=True, target=True)
            found += material.read(source, pem.parse(source.data), memo=memo)
    return tuple(found), memo.certificates


def reference_public_key(key: PrivateKey) -> bytes | None:
    """The public key as the library sees it; None when it refuses the private key."""
    data = key.place.block.der if key.place.block else key.place.source.data
    assert data is not None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            loaded = load_der_private_key(data, None, unsafe_skip_rsa_key_validation=True)
        except Exception:  # noqa: BLE001 - whatever it is, the library refuses the key
            return None
    return loaded.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def test_private_keys_have_the_public_keys_that_the_library_finds() -> None:
    compared = 0
    for key in contents()[0]:
        if not isinstance(key, PrivateKey) or key.encryption:
            continue
        expected = reference_public_key(key)
        if expected is None:
            continue
        assert key.public is not None, key.place
        if key.public.kind == "RSA-PSS" or key.public.curve == "explicit":
            # the library forgets the restriction and the spelling, which the certificate of the key repeats
            assert key.public.key == public_key(expected).key, key.place
        else:
            assert key.public.der == expected, key.place
        compared += 1
    assert compared > 250


def public_key(data: bytes) -> x509.PublicKeyInfo:
    info = x509.public_key_info(data)
    assert isinstance(info, x509.PublicKeyInfo)
    return info


def reference_verdict(data: bytes) -> str | None:
    """Whether the library says that the certificate is signed by its own key; None where it has no answer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            certificate = reference.load_der_x509_certificate(data)
            certificate.verify_directly_issued_by(certificate)
        except InvalidSignature:
            return Verdict.INVALID
        except Exception:  # noqa: BLE001 - a certificate or an algorithm that it refuses, or names that differ
            return None
    return Verdict.VALID


def test_self_signatures_have_the_verdict_of_the_library() -> None:
    verifier = Verifier()
    compared = 0
    for data, ours in contents()[1].items():
        expected = reference_verdict(data)
        tbs, signature, algorithm, key = ours.tbs, ours.signature, ours.signature_algorithm, ours.public_key
        if expected is None or isinstance(tbs, x509.Problem) or isinstance(signature, x509.Problem):
            continue
        if isinstance(algorithm, x509.Problem) or isinstance(key, x509.Problem):
            continue
        assert verifier.verify(tbs, signature, algorithm, key) == expected, ours
        compared += 1
    assert compared > 400
