"""The rule ``cert-name-too-long``."""

from __future__ import annotations

from pemlint import anchors, wording, x509
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-name-too-long", spec=("RFC 5280 A.1",), since="0.1.0")
def name_too_long(
    cert: Certificate,
    cx: Context,
    *,
    max_subject: int = 0,
    max_common_name: int = 0,
    max_alternative_name: int = 0,
) -> Iterator[Finding]:
    """A name in the certificate is longer than the platform takes.

    ## Why it matters
    The platform has room for so many characters and refuses the certificate, sometimes long after the upload.

    ## How to fix
    Have it issued with shorter names: leave out what the subject need not say, or use a shorter host.

    ## Options
    Numbers of characters; 0 is no limit.

    - `max-subject`: of the whole subject, as `CN=mqtt.example.com,O=Example` (RFC 4514).
    - `max-common-name`: of a common name.
    - `max-alternative-name`: of a subject alternative name.
    """
    subject, names = cert.x509.subject, cert.x509.subject_alternative_names
    if SERVERS.isdisjoint(cx.circumstances):
        return
    found: list[tuple[str, str, int]] = []
    if not isinstance(subject, x509.Problem):
        found.append(("subject", subject.text(), max_subject))
        found += [("common name", name, max_common_name) for name in subject.common_names]
    if not isinstance(names, x509.Problem):
        found += [("subject alternative name", name.value, max_alternative_name) for name in names or ()]
    for what, name, limit in found:
        if 0 < limit < len(name):
            yield cx.finding(
                anchors.certificate(cert),
                f"the {what} {wording.quoted(name)} has {len(name):,} characters; the platform takes {limit:,} at most",
                help="have it issued with a shorter one",
            )
