"""Plain records for views: text and numbers, nothing to compute, no key material, no escaping."""

from __future__ import annotations

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "CertificateEntry",
    "Deployment",
    "Drawing",
    "Inventory",
    "KeyEntry",
    "KeyMark",
    "Node",
    "OtherEntry",
    "Outline",
    "Owner",
    "Reason",
    "Remark",
    "Spot",
    "Standing",
    "Survey",
    "Unopened",
    "Validity",
]


class Spot(NamedTuple):
    """Where a block begins. ``block`` is its ordinal from 1; 0 for a binary file, and for a line of a manifest."""

    path: str
    line: int
    block: int = 0


class Validity(NamedTuple):
    """From when until when, as RFC 3339 in UTC; empty where the date cannot be read or is not stated."""

    not_before: str = ""
    not_after: str = ""
    #: whole days until the end, negative after it; None where the end cannot be read
    days_left: int | None = None
    #: ``valid``, ``expired``, ``not yet valid`` or ``unknown``
    state: str = "unknown"
    #: whole days until the beginning, where it is not yet valid
    starts_in: int = 0


# -- list -------------------------------------------------------------------------------------------------------------


class Owner(NamedTuple):
    """A certificate as its key knows it."""

    sha256: str
    name: str
    spot: Spot


class CertificateEntry(NamedTuple):
    """A certificate, wherever it stands."""

    #: SHA-256 (hex) of its DER
    sha256: str
    #: the short name of whom it is for, and the whole subject (RFC 4514)
    name: str
    subject: str
    issuer_name: str
    issuer: str
    #: ``RSA 2048`` …; empty where it cannot be read
    key: str
    #: SHA-256 (hex) of the public key
    spki_sha256: str
    validity: Validity
    roles: tuple[str, ...]
    places: tuple[Spot, ...]
    #: where its private key stands
    keys: tuple[Spot, ...]


class KeyEntry(NamedTuple):
    """A private key, wherever it stands; known by its public key alone."""

    #: SHA-256 (hex) of the public key; empty where that is not known, as of an encrypted key
    spki_sha256: str
    key: str
    #: ``PKCS#8``, ``PKCS#1`` …
    formats: tuple[str, ...]
    #: ``encrypted``, ``unencrypted``, or ``both`` where copies differ
    encryption: str
    #: why it cannot be used, else empty
    reason: str
    certificates: tuple[Owner, ...]
    places: tuple[Spot, ...]


class OtherEntry(NamedTuple):
    """A certificate request, a revocation list or a public key."""

    kind: str
    #: SHA-256 (hex) of its DER
    sha256: str
    name: str
    subject: str
    key: str
    validity: Validity
    places: tuple[Spot, ...]


class Unopened(NamedTuple):
    """What was seen and not looked into: a container, or a block that cannot be read."""

    kind: str
    reason: str
    spot: Spot


class Inventory(NamedTuple):
    """Everything that was asked about, each thing once."""

    #: the moment that days are counted from, RFC 3339 in UTC
    now: str
    files: int
    #: soonest expiry first
    certificates: tuple[CertificateEntry, ...]
    keys: tuple[KeyEntry, ...]
    others: tuple[OtherEntry, ...]
    unopened: tuple[Unopened, ...]

    def digests(self) -> Iterator[str]:
        """All digests in it."""
        for certificate in self.certificates:
            yield from (certificate.sha256, certificate.spki_sha256)
        for key in self.keys:
            yield from (key.spki_sha256, *(owner.sha256 for owner in key.certificates))
        yield from (other.sha256 for other in self.others)


# -- chain ------------------------------------------------------------------------------------------------------------


class Remark(NamedTuple):
    """What a rule says of something that is drawn."""

    #: ``error``, ``warning`` or ``note``
    severity: str
    rule: str
    text: str


class KeyMark(NamedTuple):
    """A private key beside its certificate, or beside the one that it was declared for."""

    spot: Spot
    encrypted: bool
    #: it belongs to the certificate; None where that cannot be seen
    belongs: bool | None
    remarks: tuple[Remark, ...] = ()


class Node(NamedTuple):
    """A certificate on the way up; or, ``missing``, the place of one that is not there."""

    name: str
    #: ``server``, ``client``, ``intermediate``, ``root`` …
    role: str
    key: str = ""
    validity: Validity = Validity()
    #: where it stands; None where it stands nowhere in the tree
    spot: Spot | None = None
    #: how it comes here when it is no part of the chain: ``not in the chain``, ``public root``; else empty
    origin: str = ""
    missing: bool = False
    #: what else there is to know, in a few words
    words: tuple[str, ...] = ()
    keys: tuple[KeyMark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    issuers: tuple[Node, ...] = ()


class Outline(NamedTuple):
    """One drawing: a bundle, a chain in a file, a certificate by itself, CAs without a leaf."""

    #: ``bundle``, ``served chain``, ``CA chain``, ``certificate``, ``CA tree``, ``trust bundle``
    kind: str
    #: the name of a bundle, else empty
    name: str
    spot: Spot
    #: how far it reaches and in which order it stands
    verdict: str
    #: what is said of its files and of nothing that is drawn
    remarks: tuple[Remark, ...]
    trees: tuple[Node, ...]
    #: certificates of its files that stand on no way from a leaf to a root
    beside: tuple[Node, ...] = ()
    #: how many remarks there are in all
    errors: int = 0
    warnings: int = 0
    notes: int = 0


class Drawing(NamedTuple):
    """Everything that was understood."""

    now: str
    outlines: tuple[Outline, ...]
    #: private keys that no certificate claims
    keys: tuple[KeyMark, ...]


# -- platforms --------------------------------------------------------------------------------------------------------


class Reason(NamedTuple):
    """Why a platform does not take something, or may not."""

    #: ``error`` or ``warning``
    severity: str
    rule: str
    text: str
    spot: Spot
    #: why the platform asks for it, and the page that says so
    why: str
    source: str


class Standing(NamedTuple):
    """What one platform would do with a bundle."""

    profile: str
    #: what people call it
    platform: str
    #: whether it takes the bundle: ``yes``, ``with warnings`` or ``no``
    takes: str
    errors: int
    warnings: int
    #: errors before warnings
    reasons: tuple[Reason, ...]


class Deployment(NamedTuple):
    """A bundle, and where it could go."""

    name: str
    spot: Spot
    #: ``manifest``, or ``files`` where nobody has declared what belongs together
    origin: str
    platforms: tuple[Standing, ...]


class Survey(NamedTuple):
    """Every bundle, and where it could go."""

    now: str
    bundles: tuple[Deployment, ...]
