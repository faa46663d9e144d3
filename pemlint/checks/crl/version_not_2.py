"""The rule ``crl-version-not-2``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import issuer_name
from pemlint.material import RevocationList
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(RevocationList, id="crl-version-not-2", spec=("RFC 5280 5.1.2.1",), since="0.1.0")
def version_not_2(crl: RevocationList, cx: Context) -> Iterator[Finding]:
    """The revocation list is not of version 2.

    ## Why it matters
    Only version 2 has extensions: without them a list has neither a number nor the identifier of the key that signed
    it, as RFC 5280 asks for, and extensions in a list of version 1 make strict readers refuse it.

    ## How to fix
    Issue the list again with extensions: `crl_extensions = …` in the configuration of the CA.
    """
    version = crl.x509.version
    if not isinstance(version, x509.Problem) and version != 2:
        yield cx.finding(
            anchors.material(crl),
            f"the revocation list of '{issuer_name(crl)}' is of version {version}",
            help="issue it again as version 2: 'crl_extensions = …' in the configuration of the CA",
        )
