"""Frames: what was found beside what was expected."""

from __future__ import annotations

from itertools import zip_longest

from pemlint import x509
from pemlint.anchors import seen_in
from pemlint.model import Frame, Row
from pemlint.quoting import shortened
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.chains import ChainAnalysis
    from pemlint.material import Certificate, CertificateRequest, RevocationList

__all__ = ["chain", "issuer_name", "steps", "subject_name"]

#: steps that one help lists
_MAX_STEPS = 6
#: characters of a name; RFC 5280 appendix A.1 allows a common name 64
_LONGEST = 200
_ROLES = {
    "root": "root",
    "ca": "intermediate",
    "server": "server",
    "client": "client",
    "other": "leaf",
    "unknown": "leaf",
}


def subject_name(certificate: Certificate | CertificateRequest) -> str:
    """Whom something is for, short: the common name, else the whole subject, else its first alternative name."""
    subject = certificate.x509.subject
    if isinstance(subject, x509.Name) and not subject.empty:
        return _short(subject)
    names = certificate.x509.subject_alternative_names
    if names and not isinstance(names, x509.Problem):
        return f"{names[0].kind}:{names[0].value}"
    kind = "request" if isinstance(certificate.x509, x509.CertificateRequest) else "certificate"
    return f"a {kind} without a name"


def issuer_name(signed: Certificate | RevocationList) -> str:
    """Who signed a certificate or revocation list, by its own word, short."""
    issuer = signed.x509.issuer
    return _short(issuer) if isinstance(issuer, x509.Name) and not issuer.empty else "a CA without a name"


def _short(name: x509.Name) -> str:
    common = name.common_names
    return shortened(f"CN={common[0]}" if common else name.text(), _LONGEST)


def chain(analysis: ChainAnalysis) -> Frame:
    """Each certificate as it stands, beside the one that should stand there. Linear; make it once for many findings."""
    found, expected, leaf = analysis.found, analysis.expected, analysis.leaf.der
    if all(certificate.der != leaf for certificate in found):
        expected = tuple(certificate for certificate in expected if certificate.der != leaf)
    unrelated = {certificate.der for certificate in analysis.unrelated}
    rows = []
    for here, wanted in zip_longest(found, expected):
        same = here is not None and wanted is not None and here.der == wanted.der
        at, name, role = _standing(here, leaf, unrelated) if here else ("", "-", "")
        rows.append(Row((at, name, role, subject_name(wanted) if wanted else "-"), fault=not same))
    return Frame(("at", "found", "role", "expected"), tuple(rows))


def _standing(certificate: Certificate, leaf: bytes, unrelated: set[bytes]) -> tuple[str, str, str]:
    """Where a certificate stands, whose it is, and what it is in this chain."""
    role = _ROLES[certificate.x509.role]
    if certificate.der == leaf:
        role = "leaf"
    elif certificate.der in unrelated:
        role = "unrelated"
    return seen_in(certificate), subject_name(certificate), role


def steps(analysis: ChainAnalysis) -> str:
    """How to bring a chain into order, block by block as they are numbered before the first step."""
    moves = analysis.moves
    places = {one.place.source.path for move in moves for one in move if one is not None}
    if any(move.after is None for move in moves):
        places.add(analysis.found[0].place.source.path)
    here = [one.der for one in analysis.found if one.place.source.path in places]
    present = set(here)
    wanted = [one.der for one in analysis.expected if one.der in present]
    related = set(wanted)
    standing = [der for der in dict.fromkeys(here) if der in related]
    if len(places) == 1 and len(wanted) > 2:
        if standing == wanted[::-1]:
            return "reverse the order of the blocks"
        if len(wanted) > 3 and standing == [wanted[0], *wanted[:0:-1]]:
            return "reverse the order of the blocks after the first"
    shown = [
        f"{'' if at else 'move '}{_block(move.certificate, places)}"
        + (f" behind {_block(move.after, places)}" if move.after else " to the front")
        for at, move in enumerate(moves[:_MAX_STEPS])
    ]
    more = f", and {plural(len(moves) - _MAX_STEPS, 'more block')}" if len(moves) > _MAX_STEPS else ""
    return ", then ".join(shown) + more


def _block(certificate: Certificate, places: set[str]) -> str:
    """A block by its number, with its file where several are concerned."""
    number = f"block {certificate.place.ordinal}"
    return number if len(places) == 1 else f"{number} of {certificate.place.source.path}"
