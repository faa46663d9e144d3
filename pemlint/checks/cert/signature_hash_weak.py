"""The rule ``cert-signature-hash-weak``."""

from __future__ import annotations

from datetime import datetime

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule
from pemlint.store import Links
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    Certificate,
    id="cert-signature-hash-weak",
    spec=("CA/Browser Forum BR 7.1.3.2.1", "RFC 6194"),
    since="0.1.0",
    security="5.9",
)
def signature_hash_weak(
    cert: Certificate, cx: Context, *, sha1_since: str = "", sha1_until: str = ""
) -> Iterator[Finding]:
    """The certificate is signed with MD5, SHA-1 or an even older hash.

    ## Why it matters
    Others can make a second certificate with the same signature. Public CAs have not been allowed to use SHA-1 since
    January 2016, and clients refuse it. The signature of a root, which nobody checks, does not count.

    ## How to fix
    Have the certificate issued again with SHA-256 or better.

    ## Options
    - `sha1-since`: SHA-1 counts as weak in certificates that were issued on this day or later (as `2016-01-01`);
      empty for all.
    - `sha1-until`: server certificates that were issued earlier, but on this day or later, had to end by another day,
      as `2015-01-16: 2017-01-01`; empty for none.
    """
    algorithm = cert.x509.signature_algorithm
    if isinstance(algorithm, x509.Problem) or algorithm.hash_name not in oids.WEAK_HASHES:
        return
    if algorithm.hash_name == "SHA-1" and not cert.x509.issued_since(sha1_since):
        judged = not SERVERS.isdisjoint(cx.circumstances) and _outlives(cert, sha1_until)
        if not judged:
            return
    if "root" not in cx.circumstances or not ("unverified" in cx.circumstances or _only_a_root(cert)):
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is signed with {algorithm.hash_name}",
            help="have it issued again with SHA-256 or better",
        )


def _outlives(cert: Certificate, limit: str) -> bool:
    """Whether it was issued since the first day of a limit, and ends after the second."""
    since, _, until = (part.strip() for part in limit.partition(":"))
    end = cert.x509.not_after
    return bool(until) and cert.x509.issued_since(since) and isinstance(end, datetime) and end.isoformat() > until


def _only_a_root(cert: Certificate) -> bool:
    """Whether it is self-signed and names no host: a server's own certificate is not trusted as a root is."""
    names = cert.x509.subject_alternative_names
    return Links().self_signed(cert) and (names is None or isinstance(names, x509.Problem))
