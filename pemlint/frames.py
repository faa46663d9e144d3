"""Frames: what was found beside what was expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint import x509
from pemlint.anchors import seen_in
from pemlint.model import Frame, Row
from pemlint.roles import certificate_role

if TYPE_CHECKING:
    from pemlint.chains import ChainAnalysis
    from pemlint.material import Certificate

__all__ = ["chain", "issuer_name", "plural", "role_name", "subject_name"]

#: a frame is for looking at; a longer chain is cut here
_MAX_ROWS = 12
_ROLES = {
    "root": "root",
    "ca": "intermediate",
    "server": "server",
    "client": "client",
    "other": "leaf",
    "unknown": "leaf",
}


def subject_name(certificate: Certificate) -> str:
    """Whom a certificate is for, short: the common name, else the whole subject, else its first alternative name."""
    subject = certificate.x509.subject
    if isinstance(subject, x509.Name) and not subject.empty:
        return _short(subject)
    names = certificate.x509.subject_alternative_names
    if names and not isinstance(names, x509.Problem):
        return f"{names[0].kind}:{names[0].value}"
    return "a certificate without a name"


def issuer_name(certificate: Certificate) -> str:
    """Who signed a certificate, by its own word, short."""
    issuer = certificate.x509.issuer
    return _short(issuer) if isinstance(issuer, x509.Name) and not issuer.empty else "a CA without a name"


def _short(name: x509.Name) -> str:
    common = name.common_names
    return f"CN={common[0]}" if common else name.text()


def role_name(certificate: Certificate, analysis: ChainAnalysis) -> str:
    """What a certificate is in this chain, in a word or two."""
    if certificate.der == analysis.leaf.der:
        return "leaf"
    if any(other.der == certificate.der for other in analysis.unrelated):
        return "unrelated"
    return _ROLES[certificate_role(certificate.x509)]


def chain(analysis: ChainAnalysis) -> Frame:
    """Each certificate as it stands, beside the one that should stand there."""
    found = analysis.found
    expected = analysis.expected
    if all(certificate.der != analysis.leaf.der for certificate in found):
        expected = tuple(certificate for certificate in expected if certificate.der != analysis.leaf.der)
    rows = []
    for index in range(min(max(len(found), len(expected)), _MAX_ROWS)):
        here = found[index] if index < len(found) else None
        wanted = expected[index] if index < len(expected) else None
        same = here is not None and wanted is not None and here.der == wanted.der
        rows.append(
            Row(
                (
                    seen_in(here) if here else "",
                    subject_name(here) if here else "-",
                    role_name(here, analysis) if here else "",
                    subject_name(wanted) if wanted else "-",
                ),
                fault=not same,
            )
        )
    hidden = max(len(found), len(expected)) - len(rows)
    if hidden > 0:
        rows.append(Row(("", f"and {hidden} more", "", "")))
    return Frame(("at", "found", "role", "expected"), tuple(rows))


def plural(count: int, word: str) -> str:
    """``1 day``, ``2 days``."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"
