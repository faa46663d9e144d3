"""The rule ``cert-uri-invalid``."""

from __future__ import annotations

from pemlint import anchors, hosts, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-uri-invalid", spec=("RFC 5280 4.2.1.6", "RFC 3986 3.2.2"), since="0.1.0")
def uri_invalid(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A URI among the alternative names has no host that could be one, or characters that URIs do not have.

    ## Why it matters
    Where a URI has an authority, RFC 5280 wants a fully qualified name or an address in it. Programs that compare URIs
    do not match anything else, and strict readers refuse the certificate.

    ## How to fix
    Write the URI as RFC 3986 has it, with other characters escaped, and issue the certificate again.
    """
    names = cert.x509.subject_alternative_names
    if not names or isinstance(names, x509.Problem):
        return
    for name in (name for name in names if name.kind == "URI"):
        fault = _fault(name.value)
        if fault:
            yield cx.finding(
                anchors.certificate(cert),
                f"the URI {wording.quoted(name.value)} in '{subject_name(cert)}' {fault}",
                help="write it as RFC 3986 has it and issue the certificate again",
            )


def _fault(uri: str) -> str:
    """What is wrong with a URI that has a scheme, or lacks only that; empty when nothing is."""
    if not uri:
        return "is empty"
    if not uri.isascii() or not uri.isprintable() or " " in uri:
        return "has characters that a URI must not have"
    _, mark, rest = uri.partition("//")
    if not mark:
        scheme, colon, opaque = uri.partition(":")
        return "" if not colon or (scheme and opaque) else "has a scheme and nothing else"
    authority = rest.partition("/")[0].partition("?")[0].partition("#")[0]
    host = authority.rpartition("@")[2]
    bare = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    if not bare:
        return "has no host"
    if hosts.normal_ip(bare):
        return ""
    # the trust domain of a workload identity need not be registered anywhere
    qualified = "." in bare or uri.startswith("spiffe:")
    return "" if qualified and hosts.is_host(bare) else f"has the host {wording.quoted(bare)}, which is none"
