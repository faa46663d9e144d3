"""From certificates to verdicts about a chain: path, order, gaps, surplus. Computed once; rules only translate.

A chain is judged as TLS serves it (RFC 8446 4.4.2): the leaf first, then each certificate certifying one before it.
Links are proved by signature. Work is linear in the certificates, with a bound on candidates of one name.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.chains.analysis import analyse
    from pemlint.chains.graph import above
    from pemlint.chains.revocation import Revocations
    from pemlint.chains.search import Elsewhere
    from pemlint.chains.verdicts import (
        BadLink,
        ChainAnalysis,
        Duplicate,
        Gap,
        Revocation,
        RevocationSignature,
        SelfSignature,
        Unasked,
    )
else:
    from pemlint.later import later

    __getattr__ = later(
        globals(),
        analysis="analyse",
        graph="above",
        revocation="Revocations",
        search="Elsewhere",
        verdicts="BadLink ChainAnalysis Duplicate Gap Revocation RevocationSignature SelfSignature Unasked",
    )

__all__ = [
    "BadLink",
    "ChainAnalysis",
    "Duplicate",
    "Elsewhere",
    "Gap",
    "Revocation",
    "RevocationSignature",
    "Revocations",
    "SelfSignature",
    "Unasked",
    "above",
    "analyse",
]
