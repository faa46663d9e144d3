"""The rule ``cert-san-missing``."""

from __future__ import annotations

from pemlint import anchors, hosts, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    Certificate,
    id="cert-san-missing",
    spec=("RFC 9525 2", "RFC 5280 4.1.2.6", "CA/Browser Forum BR 7.1.2.7.12"),
    about="host names",
    since="0.1.0",
)
def san_missing(cert: Certificate, cx: Context, *, common_name_only: bool = False) -> Iterator[Finding]:
    """A server certificate has no subject alternative name that is a host, or a certificate names nobody at all.

    ## Why it matters
    Clients no longer look at the common name: browsers, Go, Java and Python compare the address only with the subject
    alternative names. A certificate without them fits no address; one without a subject too stands for nobody.

    ## How to fix
    Issue the certificate again with the connection addresses in it: `subjectAltName = DNS:mqtt.example.com,
    IP:10.0.0.7`.

    ## Options
    - `common-name-only`: speak only where the common name is a host; that there is no host at all is told by
      cert-name-missing.
    """
    names = cert.x509.subject_alternative_names
    if isinstance(names, x509.Problem):
        return
    if SERVERS.isdisjoint(cx.circumstances):
        yield from _nameless(cert, cx)
        return
    if names == () or any(name.kind in ("DNS", "IP") for name in names or ()):
        return  # an empty list is a fault of its own
    if common_name_only and not _host_in_subject(cert.x509.subject):
        return
    what = "has no subjectAltName" if names is None else "has no host among its subjectAltName"
    yield cx.finding(
        anchors.certificate(cert),
        f"'{subject_name(cert)}' {what}; clients do not look for hosts anywhere else",
        help="issue it again with 'subjectAltName = DNS:…' or 'IP:…'",
    )


def _nameless(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """What is not a server's may do without a host, but not without any name."""
    subject = cert.x509.subject
    if cert.x509.is_ca or cert.x509.subject_alternative_names is not None or not isinstance(subject, x509.Name):
        return
    if subject.empty and "root" not in cx.circumstances:
        yield cx.finding(
            anchors.certificate(cert),
            "the certificate names nobody: its subject is empty, and it has no subjectAltName",
            help="issue it again with a subject or a subjectAltName",
        )


def _host_in_subject(subject: x509.Name | x509.Problem) -> bool:
    """Whether a common name is an address, or a name of several labels."""
    names = () if isinstance(subject, x509.Problem) else subject.common_names
    return any(hosts.normal_ip(name) or ("." in name and not hosts.syntax_fault(name)) for name in names)
