"""The floor: what a competent script on cryptography's own API takes for the same tree. It checks nothing else.

``python benchmarks/bare.py FOLDER`` reads every file, splits it into blocks, loads each distinct DER once, takes names,
dates, extensions and public key, verifies each distinct link (a certificate and its issuer, wherever it is; a root
is its own), pairs the keys, and prints counts. The collector is off. With ``--keep-keys`` links are not verified by the
method that the library has for it, which loads the issuer's key each time, but with the key that was taken before.
"""

from __future__ import annotations

import gc
import os
import sys
from binascii import a2b_base64
from typing import TYPE_CHECKING, NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_private_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes

_BEGIN = b"-----BEGIN "
_END = b"-----END "
_DASHES = b"-----"


class Loaded(NamedTuple):
    """What is taken from one certificate."""

    certificate: x509.Certificate
    subject: x509.Name
    issuer: x509.Name
    dates: tuple[object, object]
    extensions: x509.Extensions
    key: CertificatePublicKeyTypes
    spki: bytes
    #: its own key identifier, and that of its issuer
    own: bytes | None
    above: bytes | None
    is_ca: bool


def read(folder: str) -> Iterator[bytes]:
    """The contents of every file below a folder."""
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    descriptor = os.open(entry.path, os.O_RDONLY)
                    yield os.read(descriptor, os.fstat(descriptor).st_size)
                    os.close(descriptor)


def blocks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Label and DER of every PEM block."""
    start = content.find(_BEGIN)
    while start >= 0:
        label_end = content.index(_DASHES, start + len(_BEGIN))
        end = content.index(_END, label_end)
        yield content[start + len(_BEGIN) : label_end], a2b_base64(content[label_end + len(_DASHES) : end])
        start = content.find(_BEGIN, end)


def load(der: bytes) -> Loaded:
    """One certificate, with everything taken that the comparison names."""
    certificate = x509.load_der_x509_certificate(der)
    key = certificate.public_key()
    extensions = certificate.extensions
    own = above = None
    is_ca = False
    for extension in extensions:
        value = extension.value
        if isinstance(value, x509.SubjectKeyIdentifier):
            own = value.digest
        elif isinstance(value, x509.AuthorityKeyIdentifier):
            above = value.key_identifier
        elif isinstance(value, x509.BasicConstraints):
            is_ca = value.ca
    return Loaded(
        certificate,
        certificate.subject,
        certificate.issuer,
        (certificate.not_valid_before_utc, certificate.not_valid_after_utc),
        extensions,
        key,
        key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        own,
        above,
        is_ca,
    )


def issued_by(child: Loaded, issuer: Loaded) -> bool:
    """Whether the library says that the one issued the other."""
    try:
        child.certificate.verify_directly_issued_by(issuer.certificate)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def signed_by(child: Loaded, issuer: Loaded) -> bool:
    """The same, with the key of the issuer as it was loaded before."""
    certificate, key = child.certificate, issuer.key
    algorithm = certificate.signature_hash_algorithm
    if algorithm is None:
        return False
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(certificate.signature, certificate.tbs_certificate_bytes, padding.PKCS1v15(), algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(certificate.signature, certificate.tbs_certificate_bytes, ec.ECDSA(algorithm))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def links(certificates: Iterable[Loaded]) -> Iterator[tuple[Loaded, Loaded]]:
    """Every certificate beside the one that issued it, by name and key identifier; a root beside itself."""
    issuers = {(one.own, one.subject): one for one in certificates if one.is_ca}
    for one in certificates:
        issuer = issuers.get((one.above, one.issuer))
        if issuer is not None:
            yield one, issuer


def survey(folder: str, *, keep_keys: bool = False) -> dict[str, int]:
    """How much of what there is below a folder."""
    linked = signed_by if keep_keys else issued_by
    counts = dict.fromkeys(("files", "certificates", "keys", "links", "broken", "paired"), 0)
    certificates: dict[bytes, Loaded] = {}
    keys: dict[bytes, bytes] = {}
    held: list[bytes] = []
    for content in read(folder):
        counts["files"] += 1
        for label, der in blocks(content):
            if label == b"CERTIFICATE":
                counts["certificates"] += 1
                if der not in certificates:
                    certificates[der] = load(der)
            elif label.endswith(b"PRIVATE KEY"):
                counts["keys"] += 1
                if der not in keys:
                    private = load_der_private_key(der, None, unsafe_skip_rsa_key_validation=True)
                    keys[der] = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
                held.append(keys[der])
    for child, issuer in links(certificates.values()):
        counts["links"] += 1
        counts["broken"] += not linked(child, issuer)
    certified = {one.spki for one in certificates.values()}
    counts["paired"] = sum(spki in certified for spki in held)
    return counts


if __name__ == "__main__":
    gc.disable()
    for what, count in survey(sys.argv[1], keep_keys="--keep-keys" in sys.argv[2:]).items():
        print(f"{what} {count}")
