"""What RFC 5280 forbids on a path of proved links: each fault with the certificates that it is between."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from pemlint import x509
from pemlint.chains.verdicts import (
    IdentifierMismatch,
    NameNotPermitted,
    PathFaults,
    PathTooLong,
    UsageNotPermitted,
    WeakSignature,
)
from pemlint.roles import may_sign
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pemlint.chains.name_constraints import NameJudge
    from pemlint.material import Certificate

__all__ = [
    "identifier_mismatch",
    "local_faults",
    "longest_below",
    "path_faults",
    "purposes",
    "valid_at",
    "weak_hash",
]

_SERVER_AUTH = "1.3.6.1.5.5.7.3.1"
_CLIENT_AUTH = "1.3.6.1.5.5.7.3.2"
_ANY_USAGE = "2.5.29.37.0"
#: what old CA certificates say for server authentication: the step-up of Netscape and of Microsoft
_STEP_UP = ("2.16.840.1.113730.4.1", "1.3.6.1.4.1.311.10.3.3")


def purposes(leaf: Certificate, *, server: bool) -> frozenset[str]:
    """The extended key usages of which a CA above the leaf needs one; ``server`` where a leaf that does not say is."""
    role = leaf.x509.role
    stated = leaf.x509.extended_key_usage
    if role == "server" or (server and role != "client" and not stated):
        return frozenset((_SERVER_AUTH, *_STEP_UP))
    if role == "client":
        return frozenset((_CLIENT_AUTH,))
    if stated and not isinstance(stated, x509.Problem):
        return frozenset(stated)
    return frozenset((_SERVER_AUTH, _CLIENT_AUTH, *_STEP_UP))


def valid_at(certificate: Certificate, now: datetime | None) -> bool:
    """Whether a moment lies in its validity; True where nobody asks, or the dates cannot be read."""
    start, end = certificate.x509.not_before, certificate.x509.not_after
    if now is None:
        return True
    return not (isinstance(start, datetime) and now < start) and not (isinstance(end, datetime) and end < now)


def local_faults(issuer: Certificate, wanted: frozenset[str]) -> int:
    """How many faults a certificate has as an issuer, whatever it signed."""
    return (not may_sign(issuer)) + _forbids_signing(issuer) + (_purpose(issuer, wanted) is not None)


def _forbids_signing(issuer: Certificate) -> bool:
    usages = issuer.x509.key_usage
    return isinstance(usages, frozenset) and "keyCertSign" not in usages


def _purpose(issuer: Certificate, wanted: frozenset[str]) -> bool | None:
    """What stands against the purposes of a CA: None for nothing, True when it is for any purpose."""
    stated = issuer.x509.extended_key_usage
    if stated is None or isinstance(stated, x509.Problem) or not wanted.isdisjoint(stated):
        return None
    return _ANY_USAGE in stated


def longest_below(issuer: Certificate) -> int | None:
    """How many CAs that are not self-issued may stand between this one and the leaf (RFC 5280 4.2.1.9)."""
    constraints = issuer.x509.basic_constraints
    if constraints is None or isinstance(constraints, x509.Problem) or not constraints.ca:
        return None
    return constraints.path_length


def identifier_mismatch(child: Certificate, issuer: Certificate) -> str:
    """What the child says of its issuer's certificate that is not so; empty when all agrees (RFC 5280 4.2.1.1)."""
    authority = child.x509.authority_key_identifier
    if authority is None or isinstance(authority, x509.Problem):
        return ""
    wanted, found = authority.key_identifier, issuer.x509.subject_key_identifier
    if wanted is not None and isinstance(found, bytes) and wanted != found:
        return f"the key identifier {_hex(wanted)}, and that of its issuer is {_hex(found)}"
    if authority.serial is None and not authority.issuer:
        return ""  # as most
    serial = issuer.x509.serial_number
    if authority.serial is not None and not isinstance(serial, x509.Problem) and authority.serial != serial:
        return f"the serial number {_serial(authority.serial)}, and that of its issuer is {_serial(serial)}"
    above = issuer.x509.issuer
    for name in authority.issuer or ():
        if name.kind == "directory" and isinstance(above, x509.Name):
            named = x509.name(name.raw)
            if isinstance(named, x509.Name) and named.key != above.key:
                return f"the issuer's issuer '{named.text()}', and that is '{above.text()}'"
    return ""


def _hex(identifier: bytes) -> str:
    return identifier[:32].hex(":").upper() or "of no bytes"


def _serial(number: int) -> str:
    return f"{number:X}"[:64]


def weak_hash(certificate: Certificate) -> str:
    """The hash of its signature if that is broken, else nothing."""
    algorithm = certificate.x509.signature_algorithm
    name = "" if isinstance(algorithm, x509.Problem) else algorithm.hash_name
    return name if name in oids.WEAK_HASHES else ""


def path_faults(path: Sequence[Certificate], wanted: frozenset[str], names: NameJudge, *, trusted: bool) -> PathFaults:
    """Everything that is wrong on a path of proved links; ``trusted``: its end needs nobody to vouch for it."""
    links = tuple(pairwise(path))
    signers = [(child, issuer) for child, issuer in links if may_sign(issuer)]
    signed = path[:-1] if trusted else path
    return PathFaults(
        not_ca=tuple((child, issuer) for child, issuer in links if not may_sign(issuer)),
        may_not_sign=tuple((child, issuer) for child, issuer in signers if _forbids_signing(issuer)),
        too_long=tuple(_too_long(path)),
        names=tuple(_refused(path, names)),
        usages=tuple(
            UsageNotPermitted(child, issuer, wanted, flaw)
            for child, issuer in signers
            if (flaw := _purpose(issuer, wanted)) is not None
        ),
        identifiers=tuple(
            IdentifierMismatch(child, issuer, what)
            for child, issuer in links
            if (what := identifier_mismatch(child, issuer))
        ),
        weak=tuple(WeakSignature(certificate, name) for certificate in signed if (name := weak_hash(certificate))),
    )


def _too_long(path: Sequence[Certificate]) -> Iterator[PathTooLong]:
    between: list[Certificate] = []
    for issuer in path[1:]:
        longest = longest_below(issuer)
        if longest is not None and len(between) > longest:
            yield PathTooLong(issuer, longest, tuple(between))
        if not issuer.x509.self_issued:
            between.append(issuer)


def _refused(path: Sequence[Certificate], names: NameJudge) -> Iterator[NameNotPermitted]:
    for at, issuer in enumerate(path):
        if issuer.x509.name_constraints is not None:
            for below, certificate in enumerate(path[:at]):
                refusals = names.refusals(certificate, issuer, last=below == 0)
                if refusals:
                    yield NameNotPermitted(certificate, issuer, refusals)
