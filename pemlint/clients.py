"""The clients of a bundle: did the declared client CA issue them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pemlint import x509
from pemlint.chains import above
from pemlint.roles import may_sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.bundles import Bundle, Part
    from pemlint.material import Certificate
    from pemlint.store import Links

__all__ = ["ClientPath", "client_paths"]


class ClientPath(NamedTuple):
    """A client certificate and the CA that should have issued it."""

    bundle: Bundle
    certificate: Certificate
    authority: Part
    issued: bool
    #: a client CA has the issuer's name, and its key did not sign
    same_name: bool


def client_paths(bundle: Bundle, links: Links) -> Iterator[ClientPath]:
    """Each declared client against the client CA; those that the client sends along may stand in between.

    A file without any CA in it is at fault itself, not every client.
    """
    authority = bundle.client_ca
    if authority is None or not any(may_sign(certificate) for certificate in authority.certificates):
        return
    anchors = {certificate.der for certificate in authority.certificates}
    for client in bundle.clients:
        certificates = client.certificate.certificates if client.certificate else ()
        if not certificates:
            continue
        leaf = certificates[0]
        reached = above(leaf, (*certificates[1:], *authority.certificates), links)
        issuer = leaf.x509.issuer
        same_name = isinstance(issuer, x509.Name) and any(
            isinstance(one.x509.subject, x509.Name) and one.x509.subject.key == issuer.key
            for one in authority.certificates
        )
        yield ClientPath(bundle, leaf, authority, any(der in anchors for der in reached), same_name)
