"""What can be said of a chain."""

from __future__ import annotations

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.bundles import Bundle
    from pemlint.chains.name_constraints import Refusal
    from pemlint.material import Certificate, CertificateRequest, RevocationList

__all__ = [
    "BadLink",
    "ChainAnalysis",
    "Duplicate",
    "Gap",
    "IdentifierMismatch",
    "Move",
    "NameNotPermitted",
    "PathFaults",
    "PathTooLong",
    "Revocation",
    "RevocationSignature",
    "SelfSignature",
    "Unasked",
    "UsageNotPermitted",
    "WeakSignature",
]


class Gap(NamedTuple):
    """A certificate whose issuer is not there."""

    below: Certificate
    #: the issuer, where another file of the tree holds it
    elsewhere: Certificate | None
    #: it is the link above the last certificate, and nobody said what clients trust
    upper: bool = False


class BadLink(NamedTuple):
    """A candidate by name whose key did not make the signature."""

    child: Certificate
    candidate: Certificate
    #: the key identifiers agree, or the child names none and nobody else of that name signed it
    damaged: bool
    #: a certificate of the same name in another file of the tree that did sign it
    elsewhere: Certificate | None


class Unasked(NamedTuple):
    """A signature that was not verified, as that would take too long."""

    child: Certificate | CertificateRequest | RevocationList
    #: that counts as the issuer by its name, where it matters
    candidate: Certificate | None
    #: ``large``: its key, ``many``: the keys of that name, ``slow``: all that the run would have to try
    reason: str
    #: how many others there are in the file
    more: int = 0


class Duplicate(NamedTuple):
    """A certificate that stands in one file twice."""

    again: Certificate
    first: Certificate


class Move(NamedTuple):
    """One step towards the right order: a certificate goes behind another one, or to the front."""

    certificate: Certificate
    after: Certificate | None


class PathTooLong(NamedTuple):
    """A CA that allows fewer CAs below it than there are."""

    issuer: Certificate
    limit: int
    #: the CAs between it and the leaf that count, lowest first
    between: tuple[Certificate, ...]


class NameNotPermitted(NamedTuple):
    """Names that a CA higher up may not sign for."""

    certificate: Certificate
    issuer: Certificate
    refusals: tuple[Refusal, ...]


class UsageNotPermitted(NamedTuple):
    """A CA whose extended key usage leaves out what the leaf is for."""

    child: Certificate
    issuer: Certificate
    #: dotted OIDs of which one would do
    wanted: frozenset[str]
    #: it is for any purpose, which RFC 5280 allows and OpenSSL does not take for the wanted one
    any_purpose: bool = False


class IdentifierMismatch(NamedTuple):
    """A proved link whose lower end describes its issuer wrongly."""

    child: Certificate
    issuer: Certificate
    #: what it says and what is so, to stand after "it names"
    what: str


class WeakSignature(NamedTuple):
    """A certificate whose signature is made with a broken hash."""

    certificate: Certificate
    #: as ``SHA-1``
    hash_name: str


class PathFaults(NamedTuple):
    """What RFC 5280 forbids on the path, as pairs of a certificate and its issuer or as records."""

    #: links whose issuer is not a CA
    not_ca: tuple[tuple[Certificate, Certificate], ...] = ()
    #: links whose issuer has a key usage without keyCertSign
    may_not_sign: tuple[tuple[Certificate, Certificate], ...] = ()
    too_long: tuple[PathTooLong, ...] = ()
    names: tuple[NameNotPermitted, ...] = ()
    usages: tuple[UsageNotPermitted, ...] = ()
    identifiers: tuple[IdentifierMismatch, ...] = ()
    weak: tuple[WeakSignature, ...] = ()


class ChainAnalysis(NamedTuple):
    """What stands in a chain, what should, and the difference."""

    #: ``bundle``, ``served-chain`` (one file, leaf included) or ``ca-chain`` (CAs beside a leaf that they serve)
    origin: str
    leaf: Certificate
    #: everything as it stands: the certificates of the certificate file, then those of the chain
    found: tuple[Certificate, ...]
    #: from the leaf upwards as the signatures prove it, declared roots included; of several ways the one that breaks
    #: no rule, is valid now and is short
    path: tuple[Certificate, ...]
    #: what ``found`` should be: related certificates in order, each once
    expected: tuple[Certificate, ...]
    self_signed: bool
    #: the leaf needs a chain and nothing stands beside it
    missing: bool
    #: ... though a declared root signed it
    issued_by_root: bool
    out_of_order: bool
    #: the steps from the order as it stands to the expected one
    moves: tuple[Move, ...]
    leaf_copies: tuple[Certificate, ...]
    duplicates: tuple[Duplicate, ...]
    unrelated: tuple[Certificate, ...]
    included_roots: tuple[Certificate, ...]
    gap: Gap | None
    #: links of the path whose issuer bears the name and did not sign
    bad_links: tuple[BadLink, ...]
    #: what is wrong on the path as far as signatures prove it
    faults: PathFaults
    #: DER of those that no client needs: the path leads to a root without them
    not_needed: frozenset[bytes]
    #: the end of the path that neither the chain, the declared roots, the tree nor the public roots vouch for
    unknown_top: Certificate | None
    roots_declared: bool
    #: the issuer of the leaf, in the chain, among the declared roots or in another file of the tree
    issuer: Certificate | None
    bundle: Bundle | None = None
    #: links of the path that were not proved, as that would take too long
    unasked: tuple[Unasked, ...] = ()

    @property
    def flawless(self) -> bool:
        """It is in order, whole and proved, there is nothing beside it, and everybody on it may sign."""
        odd = self.missing or self.unasked or self.out_of_order or self.leaf_copies or self.duplicates or self.unrelated
        return not (odd or self.gap or self.bad_links or self.unknown_top or any(self.faults))


class Revocation(NamedTuple):
    """A certificate, and a list of its own CA that withdraws it."""

    certificate: Certificate
    revocation_list: RevocationList


class RevocationSignature(NamedTuple):
    """A revocation list that none of the CAs of its issuer's name has signed, as far as they were read."""

    revocation_list: RevocationList
    #: a certificate of such a CA, the nearest of those that its key identifier means, if any
    authority: Certificate


class SelfSignature(NamedTuple):
    """A self-issued certificate whose signature its own key did not make, nor any other key of that name."""

    certificate: Certificate
