"""From contents to roles: what a certificate and a file are for, when nobody has said so."""

from __future__ import annotations

from pemlint import x509

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final

    from pemlint.material import Certificate

__all__ = ["AUTHORITIES", "SERVERS", "acting_as_ca", "end_entities", "file_role", "may_sign", "role_and_leaves"]

#: the roles of those that sign others
AUTHORITIES: Final = frozenset({"ca", "root"})
#: the roles that rules about servers judge: what does not say its purpose may be one
SERVERS: Final = frozenset({"server", "unknown"})


def may_sign(certificate: Certificate) -> bool:
    """Whether it may sign certificates: a CA (RFC 5280 4.2.1.9), or a version 1 root, which cannot say so."""
    return certificate.x509.role in AUTHORITIES


def acting_as_ca(certificates: Sequence[Certificate]) -> frozenset[bytes]:
    """DER of those that are CAs, by their own word or because another one in the list names them as its issuer."""
    authorities: set[bytes] = set()
    others: dict[bytes, bytes] = {}
    issuers: set[bytes] = set()
    for _, der, read in certificates:
        if read.role in AUTHORITIES:
            authorities.add(der)
        elif isinstance(read.subject, x509.Name):
            others[der] = read.subject.key
        if not read.self_issued and isinstance(read.issuer, x509.Name):
            issuers.add(read.issuer.key)
    authorities.update([der for der, name in others.items() if name in issuers])
    return frozenset(authorities)


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
    return role_and_leaves(certificates)[0]


def role_and_leaves(certificates: Sequence[Certificate]) -> tuple[str, Sequence[Certificate]]:
    """What a file is for (see ``file_role``), and those of its certificates that are no CAs, in their order."""
    if len(certificates) <= 1:
        leaves = [certificate for certificate in certificates if not may_sign(certificate)]
        return "leaf" if leaves else "ca" if certificates else "none", leaves
    authorities = acting_as_ca(certificates)
    leaves = [certificate for certificate in certificates if certificate.der not in authorities]
    if not leaves:
        return _role_of_authorities(_distinct(certificates)), leaves
    different = _distinct(leaves) if len(leaves) > 1 else [leaves[0].x509]
    if not authorities:
        return "leaf" if len(different) == 1 else "collection", leaves
    if all(leaf.self_issued for leaf in different):
        return "trust-bundle", leaves
    return "served-chain" if len(different) == 1 or _one_is_meant(different, certificates) else "collection", leaves


def _role_of_authorities(certificates: Sequence[x509.Certificate]) -> str:
    if len(certificates) == 1:
        return "ca"
    return "ca-chain" if _hang_together(certificates) else "trust-bundle"


def _distinct(certificates: Sequence[Certificate]) -> list[x509.Certificate]:
    """Each certificate once."""
    return list({certificate.der: certificate.x509 for certificate in certificates}.values())


def _one_is_meant(leaves: Sequence[x509.Certificate], certificates: Sequence[Certificate]) -> bool:
    """Whether the first of several leaves has its chain here, and the others got here by accident: one, or old ones."""
    first = leaves[0].issuer
    subjects = {one.x509.subject.key for one in certificates if isinstance(one.x509.subject, x509.Name)}
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
