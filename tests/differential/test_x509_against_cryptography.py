"""pemlint's own reader agrees with `cryptography` wherever that reads a field."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from pemlint.x509 import Problem
from tests.builder import der, keys
from tests.corpus import CORPUS, needs_corpus
from tests.differential import peer, samples
from tests.unit import x509_skeleton as skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CERTIFICATES = dict(samples.certificates())

#: samples that the peer refuses as a whole; a release that reads them makes the test fail, and the list shorter
REFUSED = {"name with odd BMP", "version 1 written out", "version 2", "algorithm parameters a number"}


def compare(answers: Iterator[tuple[str, Any, Any]]) -> list[str]:
    """The fields compared; fails at the first on which the readers differ."""
    fields: list[str] = []
    for field, theirs, ours in answers:
        assert ours == theirs, field
        fields.append(field)
    return fields


@pytest.mark.parametrize("name", CERTIFICATES)
def test_certificate(name: str) -> None:
    fields = compare(peer.certificate(CERTIFICATES[name]))
    assert ({"tbs", "serial_number", "signature"} <= set(fields)) == (name not in REFUSED)


def test_every_field_is_compared() -> None:
    compared = {field for data in CERTIFICATES.values() for field in compare(peer.certificate(data))}
    assert compared >= {
        "tbs",
        "version",
        "serial_number",
        "issuer",
        "issuer DER",
        "subject",
        "subject DER",
        "not_before",
        "not_after",
        "signature",
        "signature algorithm",
        "signature hash",
        "public key DER",
        "RSA key",
        "EC key",
        "DSA key",
        "raw key",
        "extensions",
        "basic_constraints",
        "key_usage",
        "extended_key_usage",
        "subject_alternative_names",
        "subject_key_identifier",
        "authority_key_identifier",
        "name_constraints",
        "UnrecognizedExtension DER",
        "SubjectAlternativeName DER",
    }


def requests() -> Iterator[tuple[str, bytes]]:
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "server.example.com")])
    builder = x509.CertificateSigningRequestBuilder(name)
    yield "plain", builder.sign(keys.key("ed25519"), None).public_bytes(Encoding.DER)
    builder = builder.add_attribute(x509.oid.AttributeOID.CHALLENGE_PASSWORD, b"word")
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("server.example.com")]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    for key in ("server", "p256", "dsa-2048"):
        signed = builder.sign(keys.key(key), keys.HASHES["sha256"])  # type: ignore[arg-type]
        yield f"signed by {key}", signed.public_bytes(Encoding.DER)
    yield "handmade", skeleton.request()


REQUESTS = dict(requests())


@pytest.mark.parametrize("name", REQUESTS)
def test_request(name: str) -> None:
    fields = compare(peer.request(REQUESTS[name]))
    assert {"tbs", "subject", "attributes", "extensions", "signature", "public key DER"} <= set(fields)
    assert ("subject_alternative_names" in fields) == name.startswith("signed by")


def revocation_lists() -> Iterator[tuple[str, bytes]]:
    entry = der.sequence(der.integer(5), der.time(skeleton.NOT_BEFORE))
    yield "empty", skeleton.revocation_list()
    yield "without next update", skeleton.revocation_list(next_update=b"")
    yield "with entries", skeleton.revocation_list(revoked=der.sequence(*[entry] * 200))
    number = der.explicit(0, der.sequence(skeleton.extension("2.5.29.20", der.integer(3))))
    yield "with extensions", skeleton.revocation_list(revoked=der.sequence(entry), extensions=number)


REVOCATION_LISTS = dict(revocation_lists())


@pytest.mark.parametrize("name", REVOCATION_LISTS)
def test_revocation_list(name: str) -> None:
    fields = compare(peer.revocation_list(REVOCATION_LISTS[name]))
    assert {"tbs", "issuer", "this_update", "next_update", "revoked_count", "signature"} <= set(fields)


def corpus() -> set[bytes]:
    """Everything in the corpus that may be DER, whatever its label says."""
    blocks = re.compile(rb"-----BEGIN [A-Z0-9 ]+-----([^-]*)-----END")
    found: set[bytes] = set()
    for path in CORPUS.rglob("*"):
        if not path.is_file():
            continue
        data = path.read_bytes()
        if data[:1] == b"\x30":
            found.add(data)
        for body in blocks.findall(data):
            try:
                found.add(base64.b64decode(body))
            except ValueError:
                continue
    return found


@needs_corpus
@pytest.mark.parametrize(
    ("read", "least"),
    [(peer.certificate, 1500), (peer.request, 15), (peer.revocation_list, 40)],
    ids=["certificates", "requests", "revocation lists"],
)
def test_corpus(read: Callable[[bytes], Iterator[tuple[str, Any, Any]]], least: int) -> None:
    read_by_peer = 0
    for data in corpus():
        fields = compare(read(data))
        read_by_peer += bool(fields)
    assert read_by_peer >= least


def test_unread_fields_are_told_apart_from_values() -> None:
    def panic() -> None:
        raise BaseException  # noqa: TRY002 - as the peer's panics do

    assert peer.ask(panic) is peer.UNREAD
    assert peer.ask(lambda: None) is None
    assert Problem("a", 1) != peer.UNREAD
