"""The rule ``bundle-host-not-covered``."""

from __future__ import annotations

from pemlint import anchors, quoting
from pemlint.bundles import Bundle
from pemlint.hosts import Coverage
from pemlint.rule import rule
from pemlint.x509 import Name, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Bundle, id="bundle-host-not-covered", spec=("RFC 9525 6", "RFC 5280 4.2.1.6"), since="0.1.0")
def host_not_covered(bundle: Bundle, cx: Context) -> Iterator[Finding]:
    """The server certificate does not cover an address that clients connect to.

    ## Why it matters
    A client compares the address with the subject alternative names and refuses the connection when none fits. A
    wildcard stands for exactly one label, an IP address needs an entry of its own kind, and the common name is not
    looked at by today's clients.

    ## How to fix
    Issue the certificate again with the address in `subjectAltName`, as `DNS:` or `IP:`, or correct `hosts`.
    """
    leaf = bundle.leaf
    if leaf is None:
        return
    names = leaf.x509.subject_alternative_names
    if isinstance(names, Problem):
        return
    covered = Coverage((name.kind, name.value) for name in names or ())
    for host in bundle.declaration.hosts:
        if covered.has(host):
            continue
        listed = ", ".join(f"{name.kind}:{name.value}" for name in (names or ())[:8]) or "none"
        common = leaf.x509.subject.common_names if isinstance(leaf.x509.subject, Name) else ()
        only = "; only its common name does, which clients ignore" if host in common and not names else ""
        yield cx.finding(
            anchors.certificate(leaf),
            f"the certificate does not cover {quoting.path(host)}; its alternative names are: {listed}{only}",
            help=f"issue the certificate with {quoting.path(host)} in subjectAltName, or correct 'hosts'",
            related=(anchors.part_of(bundle.source, bundle.declaration.hosts_mark, "the address is declared here"),),
        )
