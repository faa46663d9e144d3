"""The certificate (RFC 5280 4.1), and what follows from its fields."""

from __future__ import annotations

from pemlint.der import Problem
from pemlint.once import once, roomy
from pemlint.x509 import extensions as ext
from pemlint.x509 import oids
from pemlint.x509.fields import Fields
from pemlint.x509.names import Name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable

    from pemlint.x509.memo import Memo

__all__ = ["Certificate", "certificate"]


@roomy
class Certificate(Fields):
    """A certificate as far as it can be read; equal to another one by its DER."""

    __slots__ = ()

    @once
    def sha256(self) -> str:
        """SHA-256 (hex) of the DER."""
        from hashlib import sha256

        return sha256(self.der).hexdigest()

    @once
    def is_ca(self) -> bool:
        """Version 3 with basicConstraints that say CA."""
        constraints = self.basic_constraints
        return self.version == 3 and isinstance(constraints, ext.BasicConstraints) and constraints.ca

    def issued_since(self, day: str) -> bool:
        """Whether its validity begins on this day (``2023-09-15``) or later; False when its begin cannot be read."""
        begin = self.not_before
        return not isinstance(begin, Problem) and begin.isoformat() >= day

    @once
    def self_issued(self) -> bool:
        """Issuer and subject are the same name (RFC 5280 7.1); False when one of them cannot be read."""
        issuer, subject = self.issuer, self.subject
        if isinstance(issuer, Problem) or isinstance(subject, Problem):
            return False
        return issuer.der == subject.der or issuer.key == subject.key

    @property
    def form(self) -> Hashable:
        """All that certificates of one kind share: version, algorithms, role, whether names are empty, extensions.

        Of each extension type and criticality, and the value of those that name nobody or hold nothing. Equal for
        certificates that differ only in names, dates, numbers, keys and identifiers.
        """
        key = self.public_key
        return (
            self.version,
            isinstance(self.serial_number, Problem),
            key if isinstance(key, Problem) else (key.kind, key.algorithm),
            self.signature_algorithm,
            self.inner_algorithm,
            self.role,
            self.self_issued,
            self.subject.empty if isinstance(self.subject, Name) else self.subject,
            self.issuer.empty if isinstance(self.issuer, Name) else self.issuer,
            self.outline,
        )

    @once
    def role(self) -> str:
        """What it is for: ``root``, ``ca``, ``server``, ``client``, ``other`` (code, mail, …) or ``unknown``.

        A version 1 certificate cannot say that it is a CA; a self-issued one is taken for a root.
        """
        if self.is_ca or (self.version == 1 and self.self_issued):
            return "root" if self.self_issued else "ca"
        usages = self.extended_key_usage
        if usages and not isinstance(usages, Problem):
            if oids.SERVER_AUTH in usages or oids.ANY_PURPOSE in usages:
                return "server"
            return "client" if oids.CLIENT_AUTH in usages else "other"
        names = self.subject_alternative_names
        if names and not isinstance(names, Problem) and any(name.kind in ("DNS", "IP") for name in names):
            return "server"
        return "unknown"


def certificate(der: bytes, memo: Memo | None = None) -> Certificate:
    """Read a certificate, each distinct one once per ``memo``. Total: any bytes give an object."""
    if memo is None:
        return Certificate(der)
    found: Certificate | None = memo.certificates.get(der)
    if found is None:
        found = memo.certificates[der] = Certificate(der, memo)
    return found
