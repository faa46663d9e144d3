"""The rule ``key-without-certificate``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.pairs import KeyUse
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(KeyUse, id="key-without-certificate", spec=("RFC 8446 4.4.2",), since="0.1.0")
def without_certificate(use: KeyUse, cx: Context) -> Iterator[Finding]:
    """A private key belongs to nothing: no certificate, request or pin in the tree has its public key.

    ## Why it matters
    Such a key is often what a renewal left behind: a secret that nobody uses any more and that somebody can still
    find. Or the certificate that it was made for is missing.

    It is judged only for keys in a folder that was looked through: of a single file nobody can say what else there is.

    ## How to fix
    Delete the key if nothing uses it. If its certificate lives elsewhere, put the certificate beside it, or name the
    key in a manifest.
    """
    if use.scanned and not use.held and not use.claimed:
        yield cx.finding(
            anchors.key(use.key),
            "no certificate, request or manifest among the files has the public key of this private key",
            help="delete it if it is left over, else put its certificate beside it or name it in a manifest",
        )
