"""The rule ``cert-uri-relative``."""

from __future__ import annotations

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-uri-relative", spec=("RFC 5280 4.2.1.6", "RFC 3986 4.3"), since="0.1.0")
def uri_relative(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A URI among the alternative names has no scheme.

    ## Why it matters
    `www.example.com` is no URI, but a relative reference that means nothing by itself. Programs that look for
    `https://www.example.com` or `spiffe://…` do not find it, and Go refuses the certificate.

    ## How to fix
    Write the whole URI with its scheme; if a host is meant, write it as `DNS:www.example.com`.
    """
    names = cert.x509.subject_alternative_names
    if not names or isinstance(names, x509.Problem):
        return
    odd = [name.value for name in names if name.kind == "URI" and not _has_scheme(name.value)]
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has a URI without a scheme: {wording.listed(odd)}",
            help="write the whole URI, or 'DNS:…' if a host is meant",
        )


def _has_scheme(uri: str) -> bool:
    scheme, colon, _ = uri.partition(":")
    return bool(colon) and scheme[:1].isalpha() and scheme.replace("+", "").replace("-", "").replace(".", "").isalnum()
