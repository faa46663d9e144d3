"""Certificates of every sort: a case states only what is odd about it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypedDict, Unpack, cast

from tests.builder import der, keys, names, pem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

P = ParamSpec("P")

#: the moment at which everything below is valid, with 214 days left to the leaves
NOW = datetime(2026, 6, 1, tzinfo=UTC)
LEAF_FROM, LEAF_UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
INTERMEDIATE_FROM, INTERMEDIATE_UNTIL = datetime(2022, 1, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC)
ROOT_FROM, ROOT_UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2045, 1, 1, tzinfo=UTC)

CA_USAGES = ("keyCertSign", "cRLSign")
LEAF_USAGES = ("digitalSignature", "keyEncipherment")


class Certificate(NamedTuple):
    """A certificate that was built, and what is needed to issue others with it."""

    der: bytes
    subject: names.Name
    issuer: names.Name
    #: the name of its key in ``tests/keys``
    key: str
    not_before: datetime | bytes
    not_after: datetime | bytes
    #: the subject key identifier it carries, or None
    identifier: bytes | None

    @property
    def text(self) -> str:
        """A short decoded text in ASCII, to stand above the PEM block."""
        return (
            f"Subject: {names.name_text(self.subject)}\n"
            f"Issuer: {names.name_text(self.issuer)}\n"
            f"Validity: {_time_text(self.not_before)} to {_time_text(self.not_after)}\n"
            f"Key: {keys.describe(self.key)}\n"
        )

    @property
    def pem(self) -> bytes:
        """The CERTIFICATE block alone."""
        return pem.block("CERTIFICATE", self.der)

    @property
    def annotated(self) -> bytes:
        """The CERTIFICATE block with its decoded text above it."""
        return pem.block("CERTIFICATE", self.der, text=self.text)


class Options(TypedDict, total=False):
    """The keyword arguments of ``certificate``."""

    subject: names.Name
    issuer: Certificate | None
    issuer_name: names.Name | None
    key: str
    signer: str | None
    not_before: datetime | bytes
    not_after: datetime | bytes
    serial: int | None
    version: int
    ca: bool | None
    path_length: int | None
    key_usage: Sequence[str] | None
    extended_key_usage: Sequence[str] | None
    alternative_names: Sequence[names.GeneralName] | None
    subject_key_identifier: bytes | bool
    authority_key_identifier: bytes | bool
    extensions: Sequence[bytes]
    public_key: bytes | None
    digest: str
    pss: bool
    signature_algorithm: bytes | None
    outer_algorithm: bytes | None
    signature: bytes | None
    broken_signature: bool


def _once(make: Callable[P, Certificate]) -> Callable[P, Certificate]:
    """Have each certificate made once in a process; one that is asked for with a list is made again."""
    known = cast("Callable[P, Certificate]", lru_cache(maxsize=10_000, typed=True)(make))

    @wraps(make)
    def made(*arguments: P.args, **options: P.kwargs) -> Certificate:
        try:
            return known(*arguments, **options)
        except TypeError:
            return make(*arguments, **options)

    return made


@_once
def certificate(
    *,
    subject: names.Name = "server.example.com",
    issuer: Certificate | None = None,
    issuer_name: names.Name | None = None,
    key: str = "server",
    signer: str | None = None,
    not_before: datetime | bytes = LEAF_FROM,
    not_after: datetime | bytes = LEAF_UNTIL,
    serial: int | None = None,
    version: int = 3,
    ca: bool | None = False,
    path_length: int | None = None,
    key_usage: Sequence[str] | None = None,
    extended_key_usage: Sequence[str] | None = None,
    alternative_names: Sequence[names.GeneralName] | None = None,
    subject_key_identifier: bytes | bool = True,
    authority_key_identifier: bytes | bool = True,
    extensions: Sequence[bytes] = (),
    public_key: bytes | None = None,
    digest: str = "sha256",
    pss: bool = False,
    signature_algorithm: bytes | None = None,
    outer_algorithm: bytes | None = None,
    signature: bytes | None = None,
    broken_signature: bool = False,
) -> Certificate:
    """Build a certificate; the same call gives the same bytes in every process.

    Without ``issuer`` it is self-signed. ``issuer_name`` and ``signer`` (a key's name) say otherwise than the issuer
    does: a wrong name, a wrong key. A date in bytes is the whole element. ``serial`` left out follows from the rest.
    ``version`` 1 and 2 have no extensions. An extension is left out by None (by False for the key identifiers);
    ``extensions`` are more of them, as DER. ``public_key`` stands in for the SubjectPublicKeyInfo.
    ``signature_algorithm`` stands in for the identifier in both places, ``outer_algorithm`` for the outer one,
    ``signature`` for the real one; ``broken_signature`` flips the lowest bit.
    """
    signer = signer or (issuer.key if issuer else key)
    named_issuer = issuer_name if issuer_name is not None else issuer.subject if issuer else subject
    identifier = _identifier(subject_key_identifier, keys.key_identifier(key))
    authority = _identifier(authority_key_identifier, issuer.identifier if issuer else None)
    algorithm = signature_algorithm or keys.algorithm(signer, digest=digest, pss=pss)
    rest = [
        algorithm,
        names.name(named_issuer),
        der.sequence(_time(not_before), _time(not_after)),
        names.name(subject),
        public_key or keys.spki(key),
    ]
    present = [
        names.basic_constraints(ca, path_length) if ca is not None else None,
        names.key_usage(key_usage) if key_usage is not None else None,
        names.extended_key_usage(extended_key_usage) if extended_key_usage is not None else None,
        names.subject_alternative_names(alternative_names) if alternative_names is not None else None,
        names.subject_key_identifier(identifier) if identifier is not None else None,
        names.authority_key_identifier(authority) if authority is not None else None,
        *extensions,
    ]
    written = [extension for extension in present if extension is not None]
    if version >= 3 and written:
        rest.append(der.explicit(3, der.sequence(*written)))
    if serial is None:
        serial = int.from_bytes(hashlib.sha256(b"".join(rest)).digest()[:16], "big") >> 1 | 1 << 126
    head = [der.explicit(0, der.integer(version - 1))] if version != 1 else []
    tbs = der.sequence(*head, der.integer(serial), *rest)
    if signature is None:
        signature = keys.sign(signer, tbs, digest=digest, pss=pss)
    if broken_signature:
        signature = signature[:-1] + bytes((signature[-1] ^ 1,))
    whole = der.sequence(tbs, outer_algorithm or algorithm, der.bit_string(signature))
    carried = identifier if version >= 3 else None
    return Certificate(whole, subject, named_issuer, key, not_before, not_after, carried)


def _identifier(asked: bytes | bool, natural: bytes | None) -> bytes | None:
    if isinstance(asked, bytes):
        return asked
    return natural if asked else None


def _time(value: datetime | bytes) -> bytes:
    return value if isinstance(value, bytes) else der.time(value)


def _time_text(value: datetime | bytes) -> str:
    return "(as DER)" if isinstance(value, bytes) else f"{value:%Y-%m-%d %H:%M:%SZ}"


def root(**odd: Unpack[Options]) -> Certificate:
    """A self-signed root certificate."""
    usual: Options = {
        "subject": (("O", "Example"), ("CN", "Example Root CA")),
        "key": "root",
        "not_before": ROOT_FROM,
        "not_after": ROOT_UNTIL,
        "ca": True,
        "key_usage": CA_USAGES,
    }
    return certificate(**(usual | odd))


def intermediate(**odd: Unpack[Options]) -> Certificate:
    """An intermediate CA, issued by ``root()``."""
    usual: Options = {
        "subject": (("O", "Example"), ("CN", "Example Intermediate CA")),
        "key": "intermediate",
        "not_before": INTERMEDIATE_FROM,
        "not_after": INTERMEDIATE_UNTIL,
        "ca": True,
        "path_length": 0,
        "key_usage": CA_USAGES,
    }
    if "issuer" not in odd:
        usual["issuer"] = root()
    return certificate(**(usual | odd))


def server(**odd: Unpack[Options]) -> Certificate:
    """A server certificate for ``server.example.com``, issued by ``intermediate()``."""
    usual: Options = {
        "key_usage": LEAF_USAGES,
        "extended_key_usage": ("serverAuth",),
        "alternative_names": ("server.example.com",),
    }
    if "issuer" not in odd:
        usual["issuer"] = intermediate()
    return certificate(**(usual | odd))


def self_signed(**odd: Unpack[Options]) -> Certificate:
    """A server certificate for ``server.example.com`` that its own key has signed."""
    alone: Options = {"issuer": None}
    return server(**(alone | odd))


def client_ca(**odd: Unpack[Options]) -> Certificate:
    """A self-signed CA for client certificates."""
    usual: Options = {"subject": (("O", "Example"), ("CN", "Example Client CA")), "key": "client-ca"}
    return root(**(usual | odd))


def client(**odd: Unpack[Options]) -> Certificate:
    """A client certificate, issued by ``client_ca()``."""
    usual: Options = {
        "subject": "client-1",
        "key": "client",
        "key_usage": ("digitalSignature",),
        "extended_key_usage": ("clientAuth",),
    }
    if "issuer" not in odd:
        usual["issuer"] = client_ca()
    return certificate(**(usual | odd))


def cross_signed(other: Certificate, **odd: Unpack[Options]) -> Certificate:
    """The CA ``other`` (its name and its key) with another issuer, by default a root with the key ``spare``."""
    usual: Options = {"subject": other.subject, "key": other.key, "path_length": None}
    if "issuer" not in odd:
        usual["issuer"] = root(subject=(("O", "Example"), ("CN", "Other Root CA")), key="spare")
    return intermediate(**(usual | odd))
