"""The rule ``cert-key-algorithm-not-allowed``."""

from __future__ import annotations

import re

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.model import Frame, Row
from pemlint.roles import AUTHORITIES
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: ``RSA 2048+``: so many bits, or more
_AT_LEAST: Final = re.compile(r"(\S+) (\d{1,6})\+")


@rule(Certificate, id="cert-key-algorithm-not-allowed", spec=("RFC 5280 4.1.2.7",), since="0.1.0")
def key_algorithm_not_allowed(
    cert: Certificate,
    cx: Context,
    *,
    allow: tuple[str, ...] = (),
    allow_ca: tuple[str, ...] = (),
    doubtful: tuple[str, ...] = (),
    formerly: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """The certificate's key is of a kind or size that the platform does not accept.

    ## Why it matters
    Platforms take only some algorithms and sizes, whatever the certificate's other merits. The upload fails, or the
    endpoint comes up and its clients cannot connect.

    ## How to fix
    Make a new key of an allowed kind, for example `openssl genrsa -out a.key 2048`, and have a certificate issued for
    it: neither a key nor a certificate can be converted to another algorithm.

    ## Options
    - `allow`: the kinds and sizes that are accepted, as `RSA 2048`, `EC P-256` or `Ed25519`; a size with all above it,
      as `RSA 2048+`; a kind of any size, as `RSA`. An empty list accepts everything.
    - `allow-ca`: the same for CAs, where they are judged; an empty list stands for `allow`.
    - `doubtful`: kinds and sizes on which the platform's own pages disagree; told as `doubtful`.
    - `formerly`: what was accepted in certificates that were issued from one day on and before another, as
      `DSA: 2012-07-01 to 2020-08-20`.
    """
    key = cert.x509.public_key
    accepted = allow_ca if allow_ca and not AUTHORITIES.isdisjoint(cx.circumstances) else allow
    if not accepted or isinstance(key, x509.Problem) or _among(key, accepted):
        return
    if any(_was_accepted(cert, key, entry) for entry in formerly):
        return
    unsure = _among(key, doubtful)
    yield cx.finding(
        anchors.certificate(cert),
        f"the key of '{subject_name(cert)}' is {key.label}"
        + (", which only some of the platform's pages allow" if unsure else f"; {_listed(accepted)}"),
        help="make a new key of an allowed kind and have a certificate issued for it",
        circumstances=("doubtful",) if unsure else (),
        frame=Frame(("", "key"), (Row(("found", key.label), fault=True), Row(("allowed", ", ".join(accepted))))),
    )


def _among(key: x509.PublicKeyInfo, labels: tuple[str, ...]) -> bool:
    """Whether one of the labels means this key."""
    own = {key.label.casefold(), key.kind.casefold()}
    for label in labels:
        least = _AT_LEAST.fullmatch(label)
        if label.casefold() in own:
            return True
        if least and key.kind.casefold() == least[1].casefold() and key.bits >= int(least[2]):
            return True
    return False


def _was_accepted(cert: Certificate, key: x509.PublicKeyInfo, entry: str) -> bool:
    """Whether the entry, ``DSA: 2012-07-01 to 2020-08-20``, means this key and the day of issue."""
    label, _, period = entry.partition(":")
    first, _, end = (day.strip() for day in period.partition(" to "))
    return _among(key, (label.strip(),)) and cert.x509.issued_since(first) and not cert.x509.issued_since(end)


def _listed(allow: tuple[str, ...]) -> str:
    *others, last = allow
    return f"only {', '.join(others)} and {last} are allowed" if others else f"only {last} is allowed"
