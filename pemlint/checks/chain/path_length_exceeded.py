"""The rule ``chain-path-length-exceeded``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    ChainAnalysis,
    id="chain-path-length-exceeded",
    spec=("RFC 5280 4.2.1.9", "RFC 5280 6.1.4"),
    about="flaws",
    since="0.1.0",
    security="7.5",
)
def path_length_exceeded(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """There are more CAs between a CA and the leaf than its path length allows.

    ## Why it matters
    `pathlen:0` means that a CA signs servers and clients and no further CA. Clients refuse a chain that is longer.
    Certificates that a CA has issued to itself, as when it changes its key, do not count.

    ## How to fix
    Have the leaf signed by a CA that is as near to the leaf as the path length asks, or issue the CA certificate again
    with a greater path length, or with none.
    """
    for issuer, limit, between in chain.faults.too_long:
        names = ", ".join(f"'{frames.subject_name(one)}'" for one in between[:3])
        more = f" and {len(between) - 3} more" if len(between) > 3 else ""
        yield cx.finding(
            anchors.certificate(issuer),
            f"'{frames.subject_name(issuer)}' allows {plural(limit, 'CA') if limit else 'no CA'} between itself"
            f" and the leaf (pathlen:{limit}), and there {'is' if len(between) == 1 else 'are'}"
            f" {len(between)}: {names}{more}",
            help=f"issue it again with a path length of at least {len(between)}, or let it sign the leaf directly",
            related=tuple(anchors.related(one, "a CA that counts") for one in between[:3]),
        )
