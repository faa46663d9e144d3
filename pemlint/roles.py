"""From contents to roles: what a certificate and a file are for, when nobody has said so."""

from __future__ import annotations

from pemlint import x509

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final

    from pemlint.material import Certificate

__all__ = ["AUTHORITIES", "SERVERS", "acting_as_ca", "end_entities", "file_role", "may_sign"]

#: the roles of those that sign others
AUTHORITIES: Final = frozenset({"ca", "root"})
#: the roles that rules about servers judge: what does not say its purpose may be one
SERVERS: Final = frozenset({"server", "unknown"})


def may_sign(certificate: Certificate) -> bool:
    """Whether it may sign certificates: a CA (RFC 5280 4.2.1.9), or a version 1 root, which cannot say so."""
    return certificate.x509.role in AUTHORITIES


def acting_as_ca(certificates: Sequence[Certificate]) -> frozenset[bytes]:
    """DER of those that are CAs, by their own word or because another one in the list names them as its issuer."""
    issuers = {
        certificate.x509.issuer.key
        for certificate in certificates
        if isinstance(certificate.x509.issuer, x509.Name) and not certificate.x509.self_issued
    }
    return frozenset(
        certificate.der
        for certificate in certificates
        if certificate.x509.role in AUTHORITIES
        or (isinstance(certificate.x509.subject, x509.Name) and certificate.x509.subject.key in issuers)
    )


def end_entities(certificates: Sequence[Certificate]) -> Sequence[Certificate]:
    """Those that are no CAs, in their order; all of them where there is nothing else."""
    if len(certificates) <= 1:
        return certificates
    authorities = acting_as_ca(certificates)
    return [certificate for certificate in certificates if certificate.der not in authorities] or certificates


def file_role(certificates: Sequence[Certificate]) -> str:
    """What a file is for, from its certificates alone.

    ``served-chain``: a leaf and CAs; a second leaf, or others of the same name, are surplus in it. ``ca-chain``: CAs
    that hang together by their names, with one root at most. ``trust-bundle``: CAs that do not, self-signed leaves
    among them included. ``leaf``, ``ca``: one certificate. ``collection``: several leaves. ``none``: no certificate.
    """
    if len(certificates) <= 1:
        return ("ca" if may_sign(certificates[0]) else "leaf") if certificates else "none"
    distinct = {certificate.der: certificate for certificate in certificates}
    authorities = acting_as_ca(tuple(distinct.values()))
    leaves = [certificate.x509 for der, certificate in distinct.items() if der not in authorities]
    if not leaves:
        if len(distinct) == 1:
            return "ca"
        return "ca-chain" if _hang_together([one.x509 for one in distinct.values()]) else "trust-bundle"
    if not authorities:
        return "leaf" if len(leaves) == 1 else "collection"
    if all(leaf.self_issued for leaf in leaves):
        return "trust-bundle"
    subjects = {
        certificate.x509.subject.key
        for certificate in distinct.values()
        if isinstance(certificate.x509.subject, x509.Name)
    }
    return "served-chain" if len(leaves) == 1 or _one_is_meant(leaves, subjects) else "collection"


def _one_is_meant(leaves: Sequence[x509.Certificate], subjects: set[bytes]) -> bool:
    """Whether the first of several leaves has its chain here, and the others got here by accident: one, or old ones."""
    first = leaves[0].issuer
    if not isinstance(first, x509.Name) or first.key not in subjects:
        return False
    names = {leaf.subject.key if isinstance(leaf.subject, x509.Name) else b"" for leaf in leaves}
    return len(leaves) == 2 or len(names) == 1


def _hang_together(certificates: Sequence[x509.Certificate]) -> bool:
    """Whether all but one (the top) have an issuer among the others."""
    subjects = {certificate.subject.key for certificate in certificates if isinstance(certificate.subject, x509.Name)}
    tops = sum(
        1
        for certificate in certificates
        if certificate.self_issued
        or not isinstance(certificate.issuer, x509.Name)
        or certificate.issuer.key not in subjects
    )
    return tops <= 1
