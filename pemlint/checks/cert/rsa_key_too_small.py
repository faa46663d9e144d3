"""The rule ``cert-rsa-key-too-small``."""

from __future__ import annotations

from datetime import UTC, datetime

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: what anybody can break
_TINY: Final = 1024
#: the day from which on public CAs had to keep to 2048 bits
_SUNSET: Final = datetime(2014, 1, 1, tzinfo=UTC)


@rule(Certificate, id="cert-rsa-key-too-small", spec=("CA/Browser Forum BR 6.1.5",), since="0.1.0", security="7.5")
def rsa_key_too_small(cert: Certificate, cx: Context, *, bits: int = 2048) -> Iterator[Finding]:
    """The RSA key has fewer bits than are safe.

    ## Why it matters
    RSA keys of 1024 bits are within reach of those who can pay for it, smaller ones of anybody. OpenSSL refuses keys
    below 2048 bits at the security level that Debian, Ubuntu and Fedora have set, browsers and public CAs do so too.

    ## How to fix
    Make a new key with `openssl genrsa -out a.key 2048`, or an EC key, and have a certificate issued for it.

    ## Options
    - `bits`: the least number of bits. Certificates that ended before 2014, other than roots, may have 1024, as
      public CAs then could.
    """
    key, end = cert.x509.public_key, cert.x509.not_after
    if isinstance(key, x509.Problem) or not key.modulus or key.bits >= bits:
        return
    old = isinstance(end, datetime) and end < _SUNSET and "root" not in cx.circumstances
    if key.bits < (min(bits, 1024) if old else bits):
        yield cx.finding(
            anchors.certificate(cert),
            f"the RSA key of '{subject_name(cert)}' has {plural(key.bits, 'bit')}; it needs {bits:,}",
            help="make a new key and have a certificate issued for it",
            circumstances=("tiny",) if key.bits < _TINY and "trust-bundle" not in cx.circumstances else (),
        )
