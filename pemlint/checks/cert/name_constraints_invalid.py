"""The rule ``cert-name-constraints-invalid``."""

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


@rule(Certificate, id="cert-name-constraints-invalid", spec=("RFC 5280 4.2.1.10",), since="0.1.0")
def name_constraints_invalid(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A name constraint is not written as its kind of name is.

    ## Why it matters
    A constraint that clients cannot understand makes them refuse the whole chain, or, worse, lets through what it
    should have kept out. Wildcards, addresses without a mask and whole URIs are no constraints.

    ## How to fix
    Write a domain as `DNS:example.com` (it covers all names below it), a network as `IP:10.0.0.0/255.0.0.0`, a mail
    domain as `email:example.com`, the host of a URI as `URI:.example.com`, and issue the CA certificate again.
    """
    constraints = cert.x509.name_constraints
    if not isinstance(constraints, x509.NameConstraints):
        return
    for name in dict.fromkeys((*constraints.permitted, *constraints.excluded)):
        fault = _fault(name)
        if fault:
            yield cx.finding(
                anchors.certificate(cert),
                f"'{subject_name(cert)}' has the {name.kind} constraint {wording.quoted(name.value)}: {fault}",
                help="write the constraint as RFC 5280 4.2.1.10 asks for, and issue it again",
            )


def _fault(name: x509.GeneralName) -> str:
    """Why it is no constraint of its kind; empty when it is one."""
    value = name.value
    if name.kind == "IP":
        if not value:
            return f"an address and its mask have 8 or 32 bytes, not {len(name.raw)}"
        return "" if value.rpartition("/")[2].isdigit() else "the mask has gaps"
    if name.kind == "DNS":
        return _host_fault(value) if value else ""
    if name.kind == "email":
        mailbox, at, host = value.rpartition("@")
        return "there is nothing before the '@'" if at and not mailbox else _host_fault(host if at else value)
    if name.kind == "URI":
        return _host_fault(value) or ("" if "." in value.removeprefix(".") else "it is not a fully qualified name")
    return ""


def _host_fault(value: str) -> str:
    if "*" in value:
        return "a constraint has no wildcard, as it covers all names below it"
    return hosts.syntax_fault(value.removeprefix("."))
