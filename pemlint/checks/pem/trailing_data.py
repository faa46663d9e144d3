"""The rule ``pem-trailing-data``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.contents import block_name, misfits
from pemlint.material import Certificate, PrivateKey
from pemlint.rule import rule
from pemlint.store import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.material import Material
    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(File, id="pem-trailing-data", spec=("RFC 7468 2", "X.690 8.1.3"), about="flaws", since="0.1.0")
def trailing_data(file: File, cx: Context) -> Iterator[Finding]:
    """More bytes follow the structure inside of a PEM block or a DER file.

    ## Why it matters
    A block holds one structure and nothing else. OpenSSL ignores what follows, Go and Rust refuse the block; and a
    second certificate in the same block is seen by nobody, so that the chain lacks it.

    ## How to fix
    Export the block again from where it came from. Two structures that were joined as DER (`cat a.der b.der | base64`)
    are encoded one by one: `openssl x509 -inform der -in a.der`.
    """
    if not file.source.tls:
        return
    for misfit in misfits(file):
        if misfit.follows is None or _broken(misfit.follows):
            continue
        yield cx.finding(
            anchors.material(misfit.what),
            f"{block_name(misfit.what.place)} holds too much: {misfit.what.reason} (byte {misfit.what.offset})",
            help="encode each structure as a block of its own, and nothing after it",
        )


def _broken(structure: Material) -> bool:
    """Whether the structure cannot be read itself, so that where it ends is not certain."""
    if isinstance(structure, Certificate):
        return bool(structure.x509.problems())
    return isinstance(structure, PrivateKey) and bool(structure.reason)
