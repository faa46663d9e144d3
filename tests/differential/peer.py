"""What `cryptography` reads in a certificate, request or revocation list, beside what pemlint reads."""

from __future__ import annotations

import ipaddress
import warnings
from typing import TYPE_CHECKING, Any, Final

from cryptography import x509 as their
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa, x448, x25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pemlint import x509

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: the peer does not read this field
UNREAD: Final = object()

_USAGES: Final = {
    "digitalSignature": "digital_signature",
    "nonRepudiation": "content_commitment",
    "keyEncipherment": "key_encipherment",
    "dataEncipherment": "data_encipherment",
    "keyAgreement": "key_agreement",
    "keyCertSign": "key_cert_sign",
    "cRLSign": "crl_sign",
    "encipherOnly": "encipher_only",
    "decipherOnly": "decipher_only",
}
_CURVES: Final = {
    "secp192r1": "P-192",
    "secp224r1": "P-224",
    "secp256r1": "P-256",
    "secp384r1": "P-384",
    "secp521r1": "P-521",
}
_RAW_KINDS: Final[dict[type, str]] = {
    ed25519.Ed25519PublicKey: "Ed25519",
    ed448.Ed448PublicKey: "Ed448",
    x25519.X25519PublicKey: "X25519",
    x448.X448PublicKey: "X448",
}


def ask(question: Callable[[], Any]) -> Any:
    """The peer's answer, or UNREAD: it raises many types, among them panics that are no Exception."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return question()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001
        return UNREAD


def certificate(data: bytes) -> Iterator[tuple[str, Any, Any]]:
    """Field name, the peer's value and ours, for every field of a certificate that the peer reads."""
    theirs = ask(lambda: their.load_der_x509_certificate(data))
    if theirs is UNREAD:
        return
    ours = x509.certificate(data)
    yield from _read(
        ("tbs", lambda: theirs.tbs_certificate_bytes, lambda: ours.tbs),
        ("version", lambda: theirs.version.value + 1, lambda: ours.version),
        ("serial_number", lambda: theirs.serial_number, lambda: ours.serial_number),
        ("issuer", lambda: _their_name(theirs.issuer), lambda: _our_name(ours.issuer)),
        ("issuer DER", lambda: _encoded(theirs.issuer), lambda: _der(ours.issuer)),
        ("subject", lambda: _their_name(theirs.subject), lambda: _our_name(ours.subject)),
        ("subject DER", lambda: _encoded(theirs.subject), lambda: _der(ours.subject)),
        ("not_before", lambda: theirs.not_valid_before_utc, lambda: ours.not_before),
        ("not_after", lambda: theirs.not_valid_after_utc, lambda: ours.not_after),
        *_signature(theirs, ours),
        *_public_key(theirs, ours.public_key),
        *_extensions(theirs, ours),
        ("trailing", lambda: 0, lambda: ours.trailing),
    )


def request(data: bytes) -> Iterator[tuple[str, Any, Any]]:
    """The same for a certification request."""
    theirs = ask(lambda: their.load_der_x509_csr(data))
    if theirs is UNREAD:
        return
    ours = x509.request(data)
    yield from _read(
        ("tbs", lambda: theirs.tbs_certrequest_bytes, lambda: ours.tbs),
        ("subject", lambda: _their_name(theirs.subject), lambda: _our_name(ours.subject)),
        ("subject DER", lambda: _encoded(theirs.subject), lambda: _der(ours.subject)),
        (
            "attributes",
            lambda: [item.oid.dotted_string for item in theirs.attributes],
            lambda: _types(ours.attributes),
        ),
        *_signature(theirs, ours),
        *_public_key(theirs, ours.public_key),
        *_extensions(theirs, ours),
    )


def revocation_list(data: bytes) -> Iterator[tuple[str, Any, Any]]:
    """The same for a revocation list."""
    theirs = ask(lambda: their.load_der_x509_crl(data))
    if theirs is UNREAD:
        return
    ours = x509.revocation_list(data)
    yield from _read(
        ("tbs", lambda: theirs.tbs_certlist_bytes, lambda: ours.tbs),
        ("issuer", lambda: _their_name(theirs.issuer), lambda: _our_name(ours.issuer)),
        ("issuer DER", lambda: _encoded(theirs.issuer), lambda: _der(ours.issuer)),
        ("this_update", lambda: theirs.last_update_utc, lambda: ours.this_update),
        ("next_update", lambda: theirs.next_update_utc, lambda: ours.next_update),
        ("revoked_count", lambda: len(list(theirs)), lambda: ours.revoked_count),
        *_signature(theirs, ours),
        *_extensions(theirs, ours),
    )


_Question = tuple[str, "Callable[[], Any]", "Callable[[], Any]"]


def _read(*questions: _Question) -> Iterator[tuple[str, Any, Any]]:
    for field, theirs, ours in questions:
        answer = ask(theirs)
        if answer is not UNREAD:
            yield field, answer, ours()


def _signature(theirs: Any, ours: Any) -> Iterator[_Question]:
    yield "signature", lambda: theirs.signature, lambda: ours.signature
    yield (
        "signature algorithm",
        lambda: theirs.signature_algorithm_oid.dotted_string,
        lambda: ours.signature_algorithm.oid,
    )
    yield (
        "signature hash",
        lambda: theirs.signature_hash_algorithm.name.upper().replace("SHA3-", "SHA3_"),
        lambda: ours.signature_algorithm.hash_name.replace("SHA-", "SHA").replace("SHA3-", "SHA3_"),
    )


def _public_key(theirs: Any, ours: Any) -> Iterator[_Question]:
    key = ask(theirs.public_key)
    if key is UNREAD:
        return
    encoded = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    # the peer writes its own encoding: no compressed points, no parameters but the usual ones, plain RSA for PSS
    if ours.kind != "RSA-PSS" and len(encoded) == len(ours.der):
        yield "public key DER", lambda: encoded, lambda: ours.der
    if isinstance(key, rsa.RSAPublicKey):
        numbers = key.public_numbers()
        yield (
            "RSA key",
            lambda: ("RSA", key.key_size, numbers.n, numbers.e),
            lambda: (ours.kind.removesuffix("-PSS"), ours.bits, ours.modulus, ours.exponent),
        )
    elif isinstance(key, ec.EllipticCurvePublicKey):
        # explicit parameters of a known curve are that curve to the peer, and explicit to us
        curve = "explicit" if ours.curve == "explicit" else _CURVES.get(key.curve.name, key.curve.name)
        yield "EC key", lambda: ("EC", key.key_size, curve), lambda: (ours.kind, ours.bits, ours.curve)
    elif isinstance(key, dsa.DSAPublicKey):
        yield "DSA key", lambda: ("DSA", key.key_size), lambda: (ours.kind, ours.bits)
    elif type_name := next((name for kind, name in _RAW_KINDS.items() if isinstance(key, kind)), ""):
        raw: Any = key
        yield "raw key", lambda: (type_name, raw.public_bytes_raw()), lambda: (ours.kind, ours.key)


def _extensions(theirs: Any, ours: Any) -> Iterator[_Question]:
    found = ask(lambda: list(theirs.extensions))
    if found is UNREAD:
        return
    yield (
        "extensions",
        lambda: [(item.oid.dotted_string, item.critical) for item in found],
        lambda: [(item.oid, item.critical) for item in ours.extensions],
    )
    for item, raw in zip(found, ours.extensions, strict=True):
        yield from _extension(item.value, raw, ours)


def _extension(theirs: Any, raw: x509.Extension, ours: Any) -> Iterator[_Question]:
    name = type(theirs).__name__
    # the peer writes its own encoding: texts of policies as UTF8String, and DER of what was none
    where = range(raw.offset, raw.offset + len(raw.value))
    if name != "CertificatePolicies" and not any(problem.offset in where for problem in ours.irregularities):
        yield f"{name} DER", theirs.public_bytes, lambda: raw.value
    if name in _TYPED and hasattr(ours, _TYPED[name][0]):
        field, read = _TYPED[name]
        yield field, lambda: read(theirs), lambda: _plain(getattr(ours, field))


def _their_name(name: Any) -> Any:
    return [
        [(item.oid.dotted_string, item._type.value, _text(item)) for item in rdn] for rdn in map(_ordered, name.rdns)
    ]


def _ordered(rdn: Any) -> Any:
    return sorted(rdn, key=lambda item: (item.oid.dotted_string, _text(item)))


def _text(item: Any) -> str:
    # a bit string is given as its content octets
    return item.value if isinstance(item.value, str) else f"#{item.value.hex()}"


def _our_name(name: Any) -> Any:
    return [
        sorted((item.oid, item.tag, f"#{item.raw.hex()}" if item.tag == 3 else item.value) for item in rdn)
        for rdn in name.rdns
    ]


def _types(attributes: Any) -> list[str]:
    return [oid for oid, _ in attributes]


def _encoded(name: Any) -> Any:
    return name.public_bytes()


def _der(name: Any) -> Any:
    return name.der


def _plain(value: Any) -> Any:
    """Our value of a typed extension, general names in the form of :func:`_general`."""
    if isinstance(value, x509.AuthorityKeyIdentifier):
        issuer = None if value.issuer is None else tuple(map(_ours_general, value.issuer))
        return value.key_identifier, issuer, value.serial
    if isinstance(value, x509.NameConstraints):
        return tuple(map(_ours_general, value.permitted)), tuple(map(_ours_general, value.excluded))
    if isinstance(value, tuple) and value and isinstance(value[0], x509.GeneralName):
        return tuple(map(_ours_general, value))
    return value


def _ours_general(name: x509.GeneralName) -> tuple[str, Any]:
    if name.kind == "IP" and name.value:
        address = ipaddress.ip_network(name.value) if "/" in name.value else ipaddress.ip_address(name.value)
        return "IP", _packed(address)
    return name.kind, name.raw if name.kind in {"directory", "IP"} else name.value


def _packed(address: Any) -> bytes:
    """The octets of an address, or of a network and its mask."""
    if hasattr(address, "packed"):
        return bytes(address.packed)
    return bytes(address.network_address.packed + address.netmask.packed)


def _general(name: Any) -> tuple[str, Any]:
    if isinstance(name, their.OtherName):
        return "other", name.type_id.dotted_string
    kind, value = _KINDS[type(name)]
    return kind, value(name.value)


def _generals(names: Any) -> Any:
    return None if names is None else tuple(map(_general, names))


def _usages(value: Any) -> frozenset[str]:
    return frozenset(ours for ours, theirs in _USAGES.items() if getattr(value, f"_{theirs}"))


_KINDS: Final[dict[type, tuple[str, Callable[[Any], Any]]]] = {
    their.DNSName: ("DNS", str),
    their.RFC822Name: ("email", str),
    their.UniformResourceIdentifier: ("URI", str),
    their.IPAddress: ("IP", _packed),
    their.DirectoryName: ("directory", _encoded),
    their.RegisteredID: ("RID", lambda value: value.dotted_string),
}
_TYPED: Final[dict[str, tuple[str, Callable[[Any], Any]]]] = {
    "BasicConstraints": ("basic_constraints", lambda value: (value.ca, value.path_length)),
    "KeyUsage": ("key_usage", _usages),
    "ExtendedKeyUsage": ("extended_key_usage", lambda value: tuple(oid.dotted_string for oid in value)),
    "SubjectAlternativeName": ("subject_alternative_names", _generals),
    "SubjectKeyIdentifier": ("subject_key_identifier", lambda value: value.digest),
    "AuthorityKeyIdentifier": (
        "authority_key_identifier",
        lambda value: (
            value.key_identifier,
            _generals(value.authority_cert_issuer),
            value.authority_cert_serial_number,
        ),
    ),
    "NameConstraints": (
        "name_constraints",
        lambda value: (_generals(value.permitted_subtrees) or (), _generals(value.excluded_subtrees) or ()),
    ),
}
