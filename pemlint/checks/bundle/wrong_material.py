"""The rule ``bundle-wrong-material``."""

from __future__ import annotations

from pemlint import anchors, quoting
from pemlint.bundles import Bundle, Part
from pemlint.material import Certificate, Container, Foreign, PrivateKey, Unreadable, meant_label
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Bundle, id="bundle-wrong-material", spec=("RFC 7468",), since="0.1.0")
def wrong_material(bundle: Bundle, cx: Context) -> Iterator[Finding]:
    """A part of a bundle is a file of another kind.

    ## Why it matters
    A key where a certificate should be, or a request in place of the certificate: the endpoint does not start, and a
    private key may be published as if it were a certificate.

    ## How to fix
    Look at the declared path: two lines of the manifest are often swapped, or the `.csr` stands for the `.crt`.
    """
    for part in bundle.parts():
        if part.file is None or any(isinstance(item, (Container, Unreadable)) for item in part.file.materials):
            continue
        if not part.file.materials or any(block.der is None for block in part.file.document.blocks):
            continue
        if any(isinstance(item, Foreign) and meant_label(item.label) for item in part.file.materials):
            continue
        yield from _secrets(bundle, part, cx)
        wanted = PrivateKey if part.role == "key" else Certificate
        if any(isinstance(item, wanted) for item in part.file.materials):
            continue
        first = part.file.materials[0]
        label = quoting.label(first.place.block.label) if first.place.block else "unknown"
        expected = "a private key" if part.role == "key" else "a certificate"
        yield cx.finding(
            anchors.material(first),
            f"'{part.declared.key}' must be {expected}, and this file holds: {label}",
            help="correct the path in the manifest",
            related=(anchors.part_of(bundle.source, part.declared.mark, f"declared as '{part.declared.key}' here"),),
        )


def _secrets(bundle: Bundle, part: Part, cx: Context) -> Iterator[Finding]:
    """Private keys in a file that is handed out: to the platform, to clients."""
    for key in part.file.keys if part.file and part.role in ("chain", "client-ca", "roots") else ():
        if _is_shared(bundle, part):
            continue
        yield cx.finding(
            anchors.key(key),
            f"the file declared as '{part.declared.key}' holds a private key, and such a file is handed out",
            help="keep the key in a file of its own, and make a new one if this file was given to anybody",
            related=(anchors.part_of(bundle.source, part.declared.mark, f"declared as '{part.declared.key}' here"),),
        )


def _is_shared(bundle: Bundle, part: Part) -> bool:
    """Whether the file is the private key's too: one file for everything, as some servers want it."""
    return bundle.private_key is not None and bundle.private_key.file is part.file
