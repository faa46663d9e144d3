"""The rule ``key-does-not-match-certificate``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.model import Frame, Row
from pemlint.pairs import KeyPairing
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.material import Certificate
    from pemlint.model import Finding, Related
    from pemlint.rule import Context

_TOGETHER = {
    "bundle": "the manifest declares them together",
    "same-file": "they stand in one file",
    "same-stem": "their files have one name",
}


@rule(KeyPairing, id="key-does-not-match-certificate", spec=("RFC 8446 4.4.3",), since="0.1.0")
def does_not_match_certificate(pairing: KeyPairing, cx: Context) -> Iterator[Finding]:
    """The private key is not the key of the certificate that it is used with.

    ## Why it matters
    A server does not start with such a pair ("key values mismatch"), and a platform refuses the upload. It happens when
    a renewed certificate is put beside the old key, or the other way round.

    ## How to fix
    The message says which certificate the key belongs to, and which key file the certificate, when they are among the
    files that were read. Put the two that belong together side by side. If the certificate's key is lost, make a new
    key and have a new certificate issued for it. A key that lives elsewhere is declared by the public key in the
    certificate: `openssl x509 -in a.crt -pubkey -noout | openssl pkey -pubin -outform der | sha256sum`.
    """
    if pairing.matches:
        return
    certificate, key = pairing.certificate, pairing.key
    name = f"'{subject_name(certificate)}'"
    owner = _owner(pairing)
    belongs = f"it belongs to '{subject_name(owner)}' ({anchors.seen_in(owner)})" if owner else ""
    right = f"the key of {name} is {anchors.seen_in(pairing.right_keys[0])}" if pairing.right_keys else ""
    if key is None:
        anchor, place = anchors.certificate(certificate), ""
        first = f"the public key of {name} is not the one that the manifest pins"
        belongs = belongs.replace("it belongs to", "that one belongs to", 1)
    else:
        anchor, place = anchors.key(key), f" ({anchors.seen_in(certificate)})"
        first = f"the private key does not belong to {name}{place}"
    yield cx.finding(
        anchor,
        "; ".join(filter(None, (first, belongs, right))),
        help=_help(pairing),
        circumstances=(pairing.origin,),
        related=tuple(_related(pairing, owner)),
        frame=_frame(pairing),
    )


def _owner(pairing: KeyPairing) -> Certificate | None:
    """The certificate that the key does belong to: the nearest by its folder, where there are several."""
    folder = pairing.certificate.place.source.repo_path.rpartition("/")[0]
    return min(pairing.owners, key=lambda one: one.place.source.repo_path.rpartition("/")[0] != folder, default=None)


def _help(pairing: KeyPairing) -> str:
    if pairing.key is None:
        return "pin the public key of this certificate as 'spki-sha256', or declare the one that belongs to the key"
    if pairing.right_keys:
        return f"use {pairing.right_keys[0].place.source.path} with this certificate"
    return "use the key that the certificate was issued for, or have a certificate issued for this key"


def _related(pairing: KeyPairing, owner: Certificate | None) -> Iterator[Related]:
    if pairing.key is not None:
        yield anchors.related(pairing.certificate, f"the certificate; {_TOGETHER[pairing.origin]}")
    if pairing.declared is not None and pairing.bundle is not None:
        yield anchors.part_of(pairing.bundle.source, pairing.declared.mark, "the key is declared here")
    if owner is not None:
        yield anchors.related(owner, "the certificate that the key belongs to")
    if pairing.right_keys:
        yield anchors.related(pairing.right_keys[0], "the key that the certificate belongs to")


def _frame(pairing: KeyPairing) -> Frame:
    """The two public keys, which people compare by their SHA-256."""
    pinned = pairing.declared.spki_sha256 if pairing.declared is not None else ""
    found = pinned if pairing.key is None else pairing.key.spki_sha256
    rows = (
        Row(("pinned" if pairing.key is None else "private key", found), fault=True),
        Row(("certificate", pairing.certificate.spki_sha256)),
    )
    return Frame(("", "SHA-256 of the public key"), rows)
