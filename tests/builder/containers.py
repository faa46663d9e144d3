"""Everything beside certificates and keys: requests, revocation lists, PKCS#7, PKCS#12, JKS."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.builder import der, keys, names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.builder.certificates import Certificate

_DATA = "1.2.840.113549.1.7.1"


def request(
    *,
    subject: names.Name = "server.example.com",
    key: str = "server",
    alternative_names: Sequence[names.GeneralName] | None = ("server.example.com",),
    extensions: Sequence[bytes] = (),
    attributes: Sequence[bytes] = (),
    signer: str | None = None,
    digest: str = "sha256",
    version: int = 1,
) -> bytes:
    """A CertificationRequest (RFC 2986, DER); ``signer`` is a wrong key's name, ``version`` as people count."""
    asked = [] if alternative_names is None else [names.subject_alternative_names(alternative_names)]
    asked += extensions
    held = list(attributes)
    if asked:
        held = [*held, der.sequence(der.oid("1.2.840.113549.1.9.14"), der.set_of(der.sequence(*asked)))]
    info = der.sequence(der.integer(version - 1), names.name(subject), keys.spki(key), der.explicit(0, *held))
    signer = signer or key
    signature = keys.sign(signer, info, digest=digest)
    return der.sequence(info, keys.algorithm(signer, digest=digest), der.bit_string(signature))


def revocation_list(
    *,
    issuer: Certificate,
    this_update: datetime = datetime(2026, 5, 1, tzinfo=UTC),
    next_update: datetime | None = datetime(2026, 8, 1, tzinfo=UTC),
    revoked: Sequence[int] = (2,),
    number: int | None = 1,
    extensions: Sequence[bytes] = (),
    entry_extensions: Sequence[bytes] = (),
    version: int = 2,
    signer: str | None = None,
    digest: str = "sha256",
) -> bytes:
    """A CertificateList (DER) that revokes the given serial numbers; ``signer`` is a wrong key's name."""
    signer = signer or issuer.key
    algorithm = keys.algorithm(signer, digest=digest)
    of_entry = [der.sequence(*entry_extensions)] if entry_extensions else []
    entries = [der.sequence(der.integer(serial), der.time(this_update), *of_entry) for serial in revoked]
    numbered = [] if number is None else [names.extension("2.5.29.20", der.integer(number))]
    every = [*numbered, *extensions] if version > 1 else []
    tbs = der.sequence(
        *([der.integer(version - 1)] if version > 1 else []),
        algorithm,
        names.name(issuer.subject),
        der.time(this_update),
        *([der.time(next_update)] if next_update else []),
        *([der.sequence(*entries)] if entries else []),
        *([der.explicit(0, der.sequence(*every))] if every else []),
    )
    return der.sequence(tbs, algorithm, der.bit_string(keys.sign(signer, tbs, digest=digest)))


def pkcs7(*certificates: Certificate) -> bytes:
    """A degenerate SignedData (RFC 2315, DER): certificates only, in the order of a SET OF."""
    inner = der.explicit(0, *sorted(one.der for one in certificates))
    content = der.sequence(der.integer(1), der.set_of(), der.sequence(der.oid(_DATA)), inner, der.set_of())
    return der.sequence(der.oid("1.2.840.113549.1.7.2"), der.explicit(0, content))


def pkcs12(*certificates: Certificate, key: str | None = None, password: str = keys.PASSWORD.decode()) -> bytes:
    """A PFX (RFC 7292, DER) with an HMAC-SHA-256 and, if named, an encrypted private key."""
    bags = [_bag("1.2.840.113549.1.12.10.1.3", _certificate_bag(one)) for one in certificates]
    if key is not None:
        bags.append(_bag("1.2.840.113549.1.12.10.1.2", keys.encrypted_pkcs8(key, password=password.encode())))
    safe = der.sequence(_data(der.sequence(*bags)))
    rounds = 2048
    digest = hmac.digest(_pkcs12_mac_key(password, keys.SALT, rounds), safe, "sha256")
    algorithm = der.sequence(der.oid("2.16.840.1.101.3.4.2.1"), der.null())
    mac = der.sequence(
        der.sequence(algorithm, der.octet_string(digest)), der.octet_string(keys.SALT), der.integer(rounds)
    )
    return der.sequence(der.integer(3), _data(safe), mac)


def _data(content: bytes) -> bytes:
    return der.sequence(der.oid(_DATA), der.explicit(0, der.octet_string(content)))


def _bag(oid: str, content: bytes) -> bytes:
    return der.sequence(der.oid(oid), der.explicit(0, content))


def _certificate_bag(one: Certificate) -> bytes:
    return _bag("1.2.840.113549.1.9.22.1", der.octet_string(one.der))


def _pkcs12_mac_key(password: str, salt: bytes, rounds: int) -> bytes:
    """The key derivation of RFC 7292 appendix B.2 for SHA-256 and a MAC key (ID 3): one block is enough."""
    secret = password.encode("utf-16-be") + b"\0\0"
    size = 64

    def filled(text: bytes) -> bytes:
        length = size * -(-len(text) // size)
        return (text * (length // len(text) + 1))[:length]

    digest = hashlib.sha256(b"\x03" * size + filled(salt) + filled(secret)).digest()
    for _ in range(rounds - 1):
        digest = hashlib.sha256(digest).digest()
    return digest


def jks(*certificates: Certificate, magic: bytes = b"\xfe\xed\xfe\xed") -> bytes:
    """A Java key store of trusted certificates; the magic number of JCEKS is ``ce ce ce ce``."""
    store = magic + (2).to_bytes(4, "big") + len(certificates).to_bytes(4, "big")
    for number, one in enumerate(certificates, 1):
        alias = f"ca{number}".encode()
        store += (2).to_bytes(4, "big") + len(alias).to_bytes(2, "big") + alias + bytes(8)
        store += (5).to_bytes(2, "big") + b"X.509" + len(one.der).to_bytes(4, "big") + one.der
    return store + hashlib.sha1(keys.PASSWORD.decode().encode("utf-16-be") + b"Mighty Aphrodite" + store).digest()
