"""The rule ``bundle-part-missing``."""

from __future__ import annotations

from pemlint import anchors, quoting
from pemlint.bundles import Bundle
from pemlint.material import Container
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Bundle, id="bundle-part-missing", spec=("RFC 8446 4.4",), since="0.1.0")
def part_missing(
    bundle: Bundle, cx: Context, *, parts: tuple[str, ...] = ("certificate", "private-key")
) -> Iterator[Finding]:
    """A bundle lacks a part that its kind of authentication needs.

    ## Why it matters
    One-way authentication needs the server certificate and its private key; two-way authentication also the CA that
    signs the clients. What is not declared is neither checked nor deployed. The chain has a rule of its own,
    `chain-missing`.

    ## How to fix
    Declare the part. A private key that is not in the repository is declared by its public key:
    `private-key = { spki-sha256 = "…" }`.

    ## Options
    - `parts`: what is needed of `certificate`, `private-key` and `client-ca`; two-way authentication always needs the
      last one.
    """
    declared = bundle.declaration
    kind = "two-way" if declared.two_way else "one-way"
    there = {
        "certificate": declared.certificate,
        "private-key": declared.private_key,
        "client-ca": declared.client_ca,
    }
    for key, part in there.items():
        if key not in parts and not (key == "client-ca" and declared.two_way):
            continue
        # what a container holds is not looked into, which another rule says
        if part is None and not (key == "private-key" and _is_container(bundle)):
            who = "the platform" if key == "client-ca" and not declared.two_way else f"{kind} authentication"
            yield cx.finding(
                anchors.manifest(bundle.source, declared.mark),
                f"the bundle {quoting.path(declared.name)} declares no '{key}', which {who} needs",
                help=_HELP[key],
            )


def _is_container(bundle: Bundle) -> bool:
    """Whether the file of the certificate is one that can hold its key too."""
    file = bundle.certificate.file if bundle.certificate else None
    return file is not None and any(
        isinstance(item, Container) and item.kind in ("PKCS#12", "JKS", "JCEKS") for item in file.materials
    )


_HELP = {
    "certificate": "declare the file of the server certificate",
    "private-key": 'declare the file of the key, or { spki-sha256 = "…" } for a key in a secret store',
    "client-ca": "declare the file of the CA that signs the client certificates",
}
