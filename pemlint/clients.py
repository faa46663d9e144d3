"""The clients of a bundle: did the declared client CA issue them."""

from __future__ import annotations

from pemlint import x509
from pemlint.chains.graph import Graph, above
from pemlint.record import NamedTuple
from pemlint.roles import may_sign
from pemlint.store import same_key_identifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
    candidate: Certificate | None


def client_paths(bundle: Bundle, links: Links) -> Iterator[ClientPath]:
    """Each declared client against the client CA; those that the client sends along may stand in between."""
    authority = bundle.client_ca
    # where none is a CA another rule says so
    if authority is None or not any(map(may_sign, authority.certificates)):
        return
    anchors = {certificate.der for certificate in authority.certificates}
    shared, named = Graph(authority.certificates, links), _by_name(authority.certificates)
    for client in bundle.clients:
        leaf = client.leaf
        if leaf is None or client.certificate is None:
            continue
        reached = above(leaf, Graph(client.certificate.certificates, links), shared)
        issued = any(der in anchors for der in reached if der != leaf.der)
        yield ClientPath(bundle, leaf, authority, issued, _candidate(leaf, named))


def _by_name(authorities: Iterable[Certificate]) -> dict[bytes, list[Certificate]]:
    named: dict[bytes, list[Certificate]] = {}
    for one in authorities:
        if isinstance(one.x509.subject, x509.Name):
            named.setdefault(one.x509.subject.key, []).append(one)
    return named


def _candidate(leaf: Certificate, named: Mapping[bytes, list[Certificate]]) -> Certificate | None:
    """A CA that has the name of the issuer; the one whose key identifier is named before the others."""
    issuer = leaf.x509.issuer
    likely = named.get(issuer.key, ()) if isinstance(issuer, x509.Name) else ()
    return next((one for one in likely if same_key_identifier(leaf, one)), next(iter(likely), None))
