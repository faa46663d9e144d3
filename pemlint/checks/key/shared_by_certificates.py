"""The rule ``key-shared-by-certificates``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.pairs import PublicKeyUse
from pemlint.rule import rule
from pemlint.wording import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context

#: other places that are shown
_MAX_RELATED: Final = 8


@rule(PublicKeyUse, id="key-shared-by-certificates", spec=("RFC 8446 C.2",), since="0.1.0")
def shared_by_certificates(use: PublicKeyUse, cx: Context) -> Iterator[Finding]:
    """One key is used by certificates for different names.

    ## Why it matters
    Whoever gets the key from one of the servers can pretend to be all of them, and one leak means that all of their
    certificates have to be replaced at once.

    Renewals are not meant: certificates of one subject, or for the same names, may keep their key. It is judged only
    for keys in a folder that was looked through.

    ## How to fix
    Make a key for each server, and have its certificate issued again with the next renewal at the latest.
    """
    groups = _groups([holder for holder in use.holders if isinstance(holder, Certificate)])
    if not use.scanned or len(groups) < 2:
        return
    first = use.holders[0]
    anchor = anchors.holder(first)
    others = [group[0] for group in groups if group[0] is not first]
    yield cx.finding(
        anchor,
        f"one key serves {len(groups):,} different certificates: {listed(subject_name(group[0]) for group in groups)}",
        help="make a key for each of them",
        related=tuple(anchors.related(other, "has the same key") for other in others[:_MAX_RELATED]),
    )


def _groups(certificates: list[Certificate]) -> list[list[Certificate]]:
    """The certificates in groups of those that may be renewals of one another."""
    groups: list[tuple[set[object], list[Certificate]]] = []
    for certificate in certificates:
        marks = _marks(certificate)
        same = [group for group in groups if group[0] & marks]
        groups = [group for group in groups if not group[0] & marks]
        names = marks.union(*(group[0] for group in same))
        groups.append((names, [*(one for group in same for one in group[1]), certificate]))
    return [group for _, group in sorted(groups, key=lambda group: _place(group[1][0]))]


def _place(certificate: Certificate) -> tuple[str, int]:
    return certificate.place.source.repo_path, certificate.place.ordinal


def _marks(certificate: Certificate) -> set[object]:
    """What two renewals have in common: the subject, or a set of names."""
    subject, names = certificate.x509.subject, certificate.x509.subject_alternative_names
    marks: set[object] = set()
    if isinstance(subject, x509.Name) and not subject.empty:
        marks.add(subject.key)
    if names and not isinstance(names, x509.Problem):
        marks.add(frozenset((name.kind, name.value.lower()) for name in names))
    return marks or {certificate.der}
