"""The rule ``bundle-key-apart``."""

from __future__ import annotations

from pemlint import anchors, shell
from pemlint.bundles import Bundle
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Bundle, id="bundle-key-apart", since="0.1.0")
def key_apart(bundle: Bundle, cx: Context, *, beside: tuple[str, ...] = ()) -> Iterator[Finding]:
    """The private key is in a file of its own, where the platform wants it in the file of the certificate.

    ## Why it matters
    Some servers and uploads take a single file with everything in it. Of two files they read the first and find no key.

    ## How to fix
    Put certificate, chain and key into one file, in this order, and declare it as `certificate` and as `private-key`.
    That file is a secret now: it does not belong into the repository.

    ## Options
    - `beside`: what a key file may be called to be found after all, as what follows the name of the certificate's file:
      with `[".key"]`, `site.pem.key` for `site.pem`.
    """
    certificate, part = bundle.certificate, bundle.private_key
    if certificate is None or part is None or certificate.file is None or part.file is None:
        return
    here, there = certificate.file.source, part.file.source
    if part.file is certificate.file or not part.file.keys:
        return
    if any(there.repo_path == f"{here.repo_path}{ending}" for ending in beside):
        return
    names = "".join(f", or call it {shell.quoted(f'{here.path}{ending}')}" for ending in beside)
    yield cx.finding(
        anchors.key(part.file.keys[0]),
        "the private key is in a file of its own; it belongs into the file of the certificate",
        help=f"put the key behind the certificates, and keep that file out of the repository{names}",
        related=(anchors.part_of(bundle.source, part.declared.mark, "declared as 'private-key' here"),),
    )
