"""The rule ``chain-unrelated-certificate``."""

from __future__ import annotations

from datetime import datetime

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.roles import may_sign
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.material import Certificate
    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ChainAnalysis, id="chain-unrelated-certificate", spec=("RFC 8446 4.4.2",), about="flaws", since="0.1.0")
def unrelated_certificate(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """A certificate in the chain is on no path from the leaf.

    ## Why it matters
    It signed neither the leaf nor anything above it. Clients ignore it at best; it is often the remains of a former
    CA, and then the one that is needed may be missing.

    ## How to fix
    Delete the block, after a look at whether it was meant to be another one.
    """
    frame = frames.chain(chain) if chain.unrelated else None
    for certificate in chain.unrelated:
        name, leaf = frames.subject_name(certificate), frames.subject_name(chain.leaf)
        is_ca, where = may_sign(certificate), anchors.seen_in(chain.leaf)
        yield cx.finding(
            anchors.certificate(certificate),
            f"'{name}' is on no path from the leaf '{leaf}'"
            if is_ca
            else f"'{name}' is a second leaf{_until(certificate)}; the chain is that of '{leaf}' at {where}",
            help="delete this block, or replace it by the CA that was meant"
            if is_ca
            else "keep one of the two: a server sends only one, and takes the first",
            frame=frame,
        )


def _until(certificate: Certificate) -> str:
    """What tells a certificate from an older or newer one of the same name."""
    end = certificate.x509.not_after
    return f", valid until {end:%Y-%m-%d}" if isinstance(end, datetime) else ""
