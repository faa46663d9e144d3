"""The rule ``bundle-container-needed``."""

from __future__ import annotations

from pemlint import anchors, shell
from pemlint.bundles import Bundle
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Final

    from pemlint.bundles import Part
    from pemlint.model import Finding
    from pemlint.rule import Context

#: options of ``openssl pkcs12 -export``
_ENCRYPTIONS: Final[Mapping[str, str]] = {
    "3DES": "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1",
    "AES-256": "-keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha256",
}


@rule(Bundle, id="bundle-container-needed", spec=("RFC 7292",), since="0.1.0")
def container_needed(bundle: Bundle, cx: Context, *, encryption: str = "") -> Iterator[Finding]:
    """The platform takes a PFX container (PKCS#12), and the bundle has its parts as PEM.

    ## Why it matters
    Nothing is wrong with the parts because of it: they are judged as what the container will hold. The upload itself
    needs one file, with certificate, chain and key in it.

    ## How to fix
    Pack the parts, with the command that the help shows. The container is a secret: make it where it is uploaded, and
    keep it out of the repository.

    ## Options
    - `encryption`: how the contents have to be encrypted, `3DES` or `AES-256`; empty for whatever OpenSSL chooses.
    """
    certificate = bundle.certificate
    if certificate is None or certificate.file is None or not certificate.certificates:
        return
    path = certificate.file.source.path
    words = ["openssl pkcs12 -export", _ENCRYPTIONS.get(encryption, "")]
    words += ["-inkey", _path(bundle.private_key) or "KEY", "-in", shell.quoted(path)]
    if bundle.chain is not None and bundle.chain.file is not certificate.file:
        words += ["-certfile", _path(bundle.chain)]
    words += ["-out", shell.quoted(shell.beside(path, "pfx"))]
    yield cx.finding(
        anchors.manifest(bundle.source, bundle.declaration.mark),
        "the platform takes a PFX container; the parts are judged as they would be packed into it",
        help=f"pack them, and keep the result out of the repository:\n  {' '.join(filter(None, words))}",
    )


def _path(part: Part | None) -> str:
    """The file of a part as a word of a shell; empty where there is none."""
    return shell.quoted(part.file.source.path) if part and part.file else ""
