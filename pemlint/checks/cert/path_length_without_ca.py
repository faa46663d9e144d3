"""The rule ``cert-path-length-without-ca``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-path-length-without-ca", spec=("RFC 5280 4.2.1.9",), about="form", since="0.1.0")
def path_length_without_ca(cert: Certificate, cx: Context, *, needs_key_usage: bool = False) -> Iterator[Finding]:
    """A path length is limited that the certificate cannot begin.

    ## Why it matters
    The limit says how many CAs may follow below this one. It means nothing in a certificate that is no CA, or that
    must not sign certificates. OpenSSL refuses the certificate in strict mode, which Python has turned on since 3.13.

    ## How to fix
    Leave `pathlen` out of `basicConstraints`, or add `CA:TRUE` and `keyCertSign` if it is a CA.

    ## Options
    - `needs-key-usage`: a CA without any key usage may not limit the path length either, as RFC 5280 has it.
    """
    basic, usage = cert.x509.basic_constraints, cert.x509.key_usage
    if not isinstance(basic, x509.BasicConstraints) or basic.path_length is None:
        return
    why = ""
    if not basic.ca:
        why = "it is no CA"
    elif isinstance(usage, frozenset) and "keyCertSign" not in usage:
        why = "it must not sign certificates"
    elif usage is None and needs_key_usage:
        why = "no key usage says that it may sign certificates"
    if why:
        yield cx.finding(
            anchors.certificate(cert),
            f"the basicConstraints of '{subject_name(cert)}' have a path length, but {why}",
            help="leave pathlen out of basicConstraints",
        )
