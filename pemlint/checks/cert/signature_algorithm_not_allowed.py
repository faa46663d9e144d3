"""The rule ``cert-signature-algorithm-not-allowed``."""

from __future__ import annotations

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.model import Frame, Row
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    Certificate,
    id="cert-signature-algorithm-not-allowed",
    spec=("RFC 5280 4.1.1.2", "CA/Browser Forum BR 7.1.3.2"),
    since="0.1.0",
)
def signature_algorithm_not_allowed(
    cert: Certificate, cx: Context, *, allow: tuple[str, ...] = (), discouraged: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """The certificate is signed by an algorithm that the platform does not accept.

    ## Why it matters
    The platform cannot check the signature, or does not trust it, and refuses the certificate. The algorithm is chosen
    by the CA: it follows from the CA's key and from the hash that it uses.

    ## How to fix
    Have the certificate issued with an allowed hash, or by a CA whose key is of an allowed kind.

    ## Options
    - `allow`: the algorithms that are accepted, by their standard names as `sha256WithRSAEncryption`,
      `ecdsa-with-SHA256` or `rsassaPss`, or a hash of any kind of key, as `SHA-256`; `rsassaPss SHA-256` means one hash
      for the mask too, and a salt of its length. An empty list accepts everything.
    - `discouraged`: those that are accepted and better avoided, in the same words; told as `discouraged`.
    """
    algorithm = cert.x509.signature_algorithm
    if not allow or isinstance(algorithm, x509.Problem):
        return
    names = {algorithm.name.casefold(), algorithm.hash_name.casefold()}
    if algorithm.regular_pss:
        names.add(f"{algorithm.name} {algorithm.hash_name}".casefold())
    accepted = not names.isdisjoint(each.casefold() for each in allow)
    if accepted and names.isdisjoint(each.casefold() for each in discouraged):
        return
    yield cx.finding(
        anchors.certificate(cert),
        f"'{subject_name(cert)}' is signed by {wording.quoted(algorithm.name)}, "
        + ("which some clients do not know" if accepted else "which is not allowed"),
        help="have it issued with an allowed algorithm, or by another CA",
        circumstances=("discouraged",) if accepted else (),
        frame=Frame(
            ("", "signature"), (Row(("found", algorithm.name), fault=True), Row(("allowed", ", ".join(allow))))
        ),
    )
