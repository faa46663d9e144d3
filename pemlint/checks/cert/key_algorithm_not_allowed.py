"""The rule ``cert-key-algorithm-not-allowed``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.model import Frame, Row
from pemlint.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-key-algorithm-not-allowed", spec=("RFC 5280 4.1.2.7",), since="0.1.0")
def key_algorithm_not_allowed(cert: Certificate, cx: Context, *, allow: tuple[str, ...] = ()) -> Iterator[Finding]:
    """The certificate's key is of a kind or size that the platform does not accept.

    ## Why it matters
    Platforms take only some algorithms and sizes, whatever the certificate's other merits. The upload fails, or the
    endpoint comes up and its clients cannot connect.

    ## How to fix
    Make a new key of an allowed kind, for example `openssl genrsa -out a.key 2048`, and have a certificate issued for
    it: neither a key nor a certificate can be converted to another algorithm.

    ## Options
    - `allow`: the kinds and sizes that are accepted, as `RSA 2048`, `EC P-256` or `Ed25519`, or a kind of any size, as
      `RSA`; an empty list accepts everything.
    """
    key = cert.x509.public_key
    if not allow or isinstance(key, x509.Problem):
        return
    if {key.label.casefold(), key.kind.casefold()}.isdisjoint(label.casefold() for label in allow):
        yield cx.finding(
            anchors.certificate(cert),
            f"the key of '{subject_name(cert)}' is {key.label}; {_listed(allow)}",
            help="make a new key of an allowed kind and have a certificate issued for it",
            frame=Frame(("", "key"), (Row(("found", key.label), fault=True), Row(("allowed", ", ".join(allow))))),
        )


def _listed(allow: tuple[str, ...]) -> str:
    *others, last = allow
    return f"only {', '.join(others)} and {last} are allowed" if others else f"only {last} is allowed"
