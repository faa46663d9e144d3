"""The chain as nearly all are: in order, complete, proved, and nothing against it. One look at each link shows it."""

from __future__ import annotations

from itertools import pairwise

from pemlint import x509
from pemlint.chains.faults import identifier_mismatch, local_faults, longest_below, valid_at, weak_hash
from pemlint.chains.verdicts import ChainAnalysis, PathFaults

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pemlint.bundles import Bundle
    from pemlint.material import Certificate
    from pemlint.store import Links

__all__ = ["straight"]


def straight(
    origin: str,
    path: Sequence[Certificate],
    wanted: frozenset[str],
    *,
    links: Links,
    now: datetime | None,
    bundle: Bundle | None,
) -> ChainAnalysis | None:
    """What is found in a chain from the leaf to a root, where nobody said what clients trust; None for any other.

    It is what the long way finds: there is one certificate of each name, so that nothing has to be chosen.
    """
    if len(path) < 2 or not _is_ladder(path):
        return None
    for authorities, (child, issuer) in enumerate(pairwise(path)):
        longest = longest_below(issuer)
        if (
            weak_hash(child)
            or not valid_at(issuer, now)
            or issuer.x509.name_constraints is not None
            or (longest is not None and authorities > longest)
            or local_faults(issuer, wanted)
            or identifier_mismatch(child, issuer)
            or not links.signed(child, issuer)
        ):
            return None
    if not links.self_signed(path[-1]):
        return None
    found = tuple(path)
    return ChainAnalysis(
        origin=origin,
        leaf=found[0],
        found=found,
        path=found,
        expected=found,
        self_signed=False,
        missing=False,
        issued_by_root=False,
        out_of_order=False,
        moves=(),
        leaf_copies=(),
        duplicates=(),
        unrelated=(),
        included_roots=found[-1:],
        gap=None,
        bad_links=(),
        faults=PathFaults(),
        not_needed=frozenset(),
        unknown_top=None,
        roots_declared=False,
        issuer=found[1],
        bundle=bundle,
    )


def _is_ladder(path: Sequence[Certificate]) -> bool:
    """Whether each names the next one as its issuer, the last one itself, and no two have one name."""
    subjects = []
    wanted = b""
    for certificate in path:
        subject, issuer = certificate.x509.subject, certificate.x509.issuer
        if isinstance(subject, x509.Problem) or isinstance(issuer, x509.Problem) or (wanted and subject.key != wanted):
            return False
        wanted = issuer.key
        subjects.append(subject.key)
    return wanted == subjects[-1] and len(set(subjects)) == len(subjects)
