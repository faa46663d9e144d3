"""The rule ``bundle-several-certificates``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.bundles import Bundle
from pemlint.model import Frame, Row
from pemlint.rule import rule
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Bundle, id="bundle-several-certificates", spec=("RFC 8446 4.4.2",), since="0.1.0")
def several_certificates(bundle: Bundle, cx: Context) -> Iterator[Finding]:
    """The certificate file holds more than the one certificate that the platform wants in it.

    ## Why it matters
    Certificates are often bought as one file: user certificate, intermediate, root. A platform with one field for the
    certificate and one for the chain refuses that file in the first.

    ## How to fix
    Keep the first block in the certificate file and move the others, in the order in which they stand, into the file
    declared as `chain`.
    """
    part = bundle.certificate
    certificates = part.certificates if part else ()
    if part is None or len(certificates) <= 1:
        return
    from pemlint.mending import parts

    leaf = bundle.leaf or certificates[0]
    second = next(certificate for certificate in certificates if certificate is not leaf)
    yield cx.finding(
        anchors.certificate(second),
        f"the certificate file holds {len(certificates)} certificates; only '{frames.subject_name(leaf)}' belongs here",
        help=f"leave block {leaf.place.ordinal} in this file and move the other "
        f"{plural(len(certificates) - 1, 'certificate')} to the file declared as 'chain'",
        related=(anchors.part_of(bundle.source, part.declared.mark, "declared as 'certificate' here"),),
        frame=Frame(
            ("block", "certificate", "belongs into"),
            tuple(
                Row(
                    (
                        str(certificate.place.ordinal),
                        frames.subject_name(certificate),
                        "certificate" if certificate is leaf else "chain",
                    ),
                    fault=certificate is not leaf,
                )
                for certificate in certificates
            ),
        ),
        fix=parts.split(bundle, part, leaf),
    )
