"""The rule ``cert-email-invalid``."""

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


@rule(Certificate, id="cert-email-invalid", spec=("RFC 5280 4.2.1.6", "RFC 5321 4.1.2"), since="0.1.0")
def email_invalid(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A mail address among the alternative names is none.

    ## Why it matters
    A mail address stands there bare, as `ops@example.com`. With a person's name, angle brackets, a comment or spaces
    around it no program finds it again, and some refuse the certificate.

    ## How to fix
    Write `subjectAltName = email:ops@example.com` and issue the certificate again.
    """
    names = cert.x509.subject_alternative_names
    if not names or isinstance(names, x509.Problem):
        return
    odd = [name.value for name in names if name.kind == "email" and not _is_mailbox(name.value)]
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has a mail address that is none: {wording.listed(odd)}",
            help="write it as 'email:ops@example.com'",
        )


def _is_mailbox(text: str) -> bool:
    """Whether it has the form Local-part@Domain and nothing around it; what the domain is may be seen."""
    local, at, domain = text.rpartition("@")
    bare = text.isascii() and text.isprintable() and not any(mark in text for mark in " <>") and not text.endswith(")")
    return bool(at and local and domain) and bare
