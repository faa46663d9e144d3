"""The rule ``bundle-key-with-certificate``."""

from __future__ import annotations

from pemlint import anchors, quoting
from pemlint.bundles import Bundle
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Bundle, id="bundle-key-with-certificate", spec=("CWE-312",), since="0.1.0")
def key_with_certificate(bundle: Bundle, cx: Context) -> Iterator[Finding]:
    """The file of the certificate holds the private key too, where the platform wants two files.

    ## Why it matters
    A platform that has one field for the certificate and one for the key refuses a file with both, or shows to
    everybody what was meant to be public. A file with a key in it also needs stricter permissions than a certificate.

    ## How to fix
    Move the block of the key into a file of its own and declare that as `private-key`. If the file with both was given
    to anybody, make a new key.
    """
    part = bundle.certificate
    if part is None or part.file is None:
        return
    for key in part.file.keys:
        yield cx.finding(
            anchors.key(key),
            f"the private key stands in {quoting.path(part.declared.path)}, the file of the certificate",
            help="move this block to a file of its own, and declare that as 'private-key'",
            related=(anchors.part_of(bundle.source, part.declared.mark, "declared as 'certificate' here"),),
        )
