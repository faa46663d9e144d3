"""What can be said of a chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pemlint.bundles import Bundle
    from pemlint.material import Certificate

__all__ = ["BadLink", "ChainAnalysis", "Duplicate", "Gap", "SelfSignature"]


class Gap(NamedTuple):
    """A certificate whose issuer is not there."""

    below: Certificate
    #: the issuer, where another file of the tree holds it
    elsewhere: Certificate | None


class BadLink(NamedTuple):
    """A candidate by name whose key did not make the signature."""

    child: Certificate
    candidate: Certificate
    #: the key identifiers agree (or are absent and the key kinds fit): damaged; otherwise another key of that name
    damaged: bool
    #: a certificate of the same name in another file of the tree that did sign it
    elsewhere: Certificate | None


class Duplicate(NamedTuple):
    """A certificate that stands in one file twice."""

    again: Certificate
    first: Certificate


class ChainAnalysis(NamedTuple):
    """What stands in a chain, what should, and the difference."""

    #: ``bundle``, ``served-chain`` (one file, leaf included) or ``ca-chain`` (CAs beside a leaf that they serve)
    origin: str
    leaf: Certificate
    #: everything as it stands: the certificates of the certificate file, then those of the chain
    found: tuple[Certificate, ...]
    #: from the leaf upwards as the signatures prove it, declared roots included
    path: tuple[Certificate, ...]
    #: what ``found`` should be: related certificates in order, each once
    expected: tuple[Certificate, ...]
    self_signed: bool
    #: the leaf needs a chain and nothing stands beside it
    missing: bool
    #: ... though a declared root signed it
    issued_by_root: bool
    out_of_order: bool
    leaf_copies: tuple[Certificate, ...]
    duplicates: tuple[Duplicate, ...]
    unrelated: tuple[Certificate, ...]
    included_roots: tuple[Certificate, ...]
    gap: Gap | None
    bad_links: tuple[BadLink, ...]
    #: links whose issuer is not a CA
    not_ca: tuple[tuple[Certificate, Certificate], ...]
    #: the end of the path that neither the chain, the declared roots, the tree nor the public roots vouch for
    unknown_top: Certificate | None
    roots_declared: bool
    #: the issuer of the leaf, in the chain, among the declared roots or in another file of the tree
    issuer: Certificate | None
    bundle: Bundle | None = None


class SelfSignature(NamedTuple):
    """A self-issued certificate whose signature its own key did not make, nor any other key of that name."""

    certificate: Certificate
