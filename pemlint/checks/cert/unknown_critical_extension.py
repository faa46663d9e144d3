"""The rule ``cert-unknown-critical-extension``."""

from __future__ import annotations

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: the poison that keeps a precertificate from being used (RFC 6962 3.1)
_POISON: Final = "1.3.6.1.4.1.11129.2.4.3"


@rule(
    Certificate,
    id="cert-unknown-critical-extension",
    spec=("RFC 5280 4.2", "RFC 5280 6.1.4"),
    about="form",
    since="0.1.0",
    security="7.5",
)
def unknown_critical_extension(cert: Certificate, cx: Context, *, known: tuple[str, ...] = ()) -> Iterator[Finding]:
    """An extension is marked critical that no usual client knows.

    ## Why it matters
    Critical means: refuse me if you do not understand this. Clients that do not know the extension refuse the
    certificate, whatever it says.

    ## How to fix
    Issue the certificate again without `critical` on that extension, or without it. A precertificate
    (1.3.6.1.4.1.11129.2.4.3) is made to be refused: put the final certificate here. If all your clients do know the
    extension, name it in `known`.

    ## Options
    - `known`: dotted OIDs of more extensions that the clients know.
    """
    extensions = cert.x509.extensions
    if isinstance(extensions, x509.Problem):
        return
    odd = [
        extension.oid
        for extension in extensions
        if extension.critical and extension.oid not in oids.EXTENSIONS and extension.oid not in known
    ]
    if _POISON in odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is a precertificate: every client refuses it",
            help="put the final certificate here, which the CA has issued after the precertificate",
        )
    elif odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has a critical extension that clients do not know: {wording.listed(odd)}",
            help="issue it again without 'critical' on that extension, or name it in the option 'known'",
        )
