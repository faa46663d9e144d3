"""The rule ``cert-key-usage-not-critical``."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    Certificate,
    id="cert-key-usage-not-critical",
    spec=("RFC 5280 4.2.1.3", "CA/Browser Forum BR 7.1.2.10.7"),
    since="0.1.0",
)
def key_usage_not_critical(cert: Certificate, cx: Context, *, since: str = "") -> Iterator[Finding]:
    """The key usage is not marked critical.

    ## Why it matters
    A client that does not know the extension may pass over it when it is not critical, and use the key for what it is
    not meant for. Public CAs must mark it.

    ## How to fix
    Issue the certificate again with `keyUsage = critical, …`.

    ## Options
    - `since`: only certificates that were issued on this day or later (as `2012-07-01`) are judged; empty for all.
    """
    extension, begin = cert.x509.extension(oids.KEY_USAGE), cert.x509.not_before
    if extension is None or extension.critical:
        return
    if isinstance(begin, datetime) and f"{begin:%Y-%m-%d}" >= since:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' does not mark keyUsage critical",
            help="issue it again with 'keyUsage = critical, …'",
        )
