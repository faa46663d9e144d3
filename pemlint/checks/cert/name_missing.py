"""The rule ``cert-name-missing``."""

from __future__ import annotations

from pemlint import anchors, hosts, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.model import Frame, Row
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context

_LABEL: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


@rule(Certificate, id="cert-name-missing", spec=("RFC 9525 2", "RFC 5280 4.2.1.6"), about="host names", since="0.1.0")
def name_missing(cert: Certificate, cx: Context, *, fqdn: bool = False) -> Iterator[Finding]:
    """The server certificate names no host that clients could connect to.

    ## Why it matters
    A client compares the address that it connects to with the names in the certificate. Where there is no host name and
    no IP address among them, every client that checks names refuses the connection.

    ## How to fix
    Issue the certificate again with the connection address as a subject alternative name:
    `subjectAltName = DNS:mqtt.example.com` or `IP:10.0.0.7`. A common name counts here too, as platforms still read it,
    but most clients no longer do.

    ## Options
    - `fqdn`: only fully qualified names and IP addresses count; otherwise a single label such as `localhost` or the
      name of a service counts too, where it is a subject alternative name.
    """
    if not {"server", "unknown"} & set(cx.circumstances):
        return
    subject, alternatives = cert.x509.subject, cert.x509.subject_alternative_names
    if isinstance(subject, x509.Problem) or isinstance(alternatives, x509.Problem):
        return
    if any(not _shortcoming(name.kind, name.value, fqdn=fqdn) for name in alternatives or ()):
        return  # most have a good name, and it is the first
    names = [("CN", value) for value in subject.common_names]
    names += [(name.kind, name.value) for name in alternatives or ()]
    verdicts = [_shortcoming(kind, value, fqdn=fqdn) for kind, value in names]
    if "" in verdicts:
        return
    # "a certificate without a name" would say it twice
    who = "the certificate" if subject.empty and not alternatives else f"'{subject_name(cert)}'"
    wanted = "a fully qualified domain name" if fqdn else "a host name"
    rows = [Row((kind, value, why), fault=True) for (kind, value), why in zip(names, verdicts, strict=True)]
    yield cx.finding(
        anchors.certificate(cert),
        f"{who} names no host: there is neither {wanted} nor an IP address in it",
        help="issue it again with the connection address as subjectAltName: DNS:mqtt.example.com or IP:10.0.0.7",
        frame=Frame(("type", "name", "why it does not count"), tuple(rows)) if rows else None,
    )


def _shortcoming(kind: str, value: str, *, fqdn: bool) -> str:
    """Why a name is not the address of a host; empty when it is."""
    if kind == "IP":
        return "" if value else "not an address of 4 or 16 bytes"
    if kind not in ("CN", "DNS"):
        return "not a host name"
    if hosts.normal_ip(value):
        return "" if kind == "CN" else "an IP address, written as a DNS name"
    labels = value.lower().removesuffix(".").removeprefix("*.").split(".")
    if not all(_is_label(label) for label in labels) or labels[-1].isdigit():
        return "not the syntax of a host name"
    if len(labels) > 1 or value.startswith("*.") or (kind == "DNS" and not fqdn):
        return ""
    return "not fully qualified"


def _is_label(label: str) -> bool:
    """Letters, digits and hyphens (RFC 1123 2.1), and the underscore that internal names do have."""
    return 0 < len(label) <= 63 and label[0] != "-" != label[-1] and _LABEL.issuperset(label)
