"""The rule ``bundle-too-large``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.bundles import Bundle
from pemlint.record import NamedTuple
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pemlint.material import Certificate, PrivateKey
    from pemlint.model import Finding
    from pemlint.rule import Anchor, Context


class _Measured(NamedTuple):
    """Something that a limit applies to."""

    what: str
    size: int
    limit: int
    anchor: Anchor
    help: str


@rule(Bundle, id="bundle-too-large", since="0.1.0")
def too_large(
    bundle: Bundle,
    cx: Context,
    *,
    max_certificate: int = 0,
    max_chain: int = 0,
    max_full_chain: int = 0,
    max_key: int = 0,
    max_client: int = 0,
    max_client_ca: int = 0,
    max_client_ca_each: int = 0,
    max_total: int = 0,
    max_packed: int = 0,
) -> Iterator[Finding]:
    """A part of the bundle, or all of it, has more bytes than the platform takes.

    ## Why it matters
    An upload that is too large is refused, often with an error that does not say which part it means.

    ## How to fix
    Leave out what is not needed: roots, certificates of other chains, names nobody uses. An EC key is a tenth of an RSA
    key of the same strength, and makes the certificate smaller too.

    ## Options
    Bytes of the PEM blocks with their boundaries; the text around them is not counted. 0 is no limit.

    - `max-certificate`: of the server certificate alone.
    - `max-chain`: of the other certificates that are sent with it.
    - `max-full-chain`: of both together.
    - `max-key`: of the private key.
    - `max-client`: of the certificate of one client.
    - `max-client-ca`: of the file with the CAs of the clients.
    - `max-client-ca-each`: of one certificate in that file.
    - `max-total`: of certificate, chain, key and the CAs of the clients together.
    - `max-packed`: of certificate, chain and key as DER, which a PFX container is larger than.
    """
    leaf = bundle.leaf
    chain = [one for one in _served(bundle) if one is not leaf]
    keys = bundle.private_key.file.keys[:1] if bundle.private_key and bundle.private_key.file else ()
    authorities = bundle.client_ca.certificates if bundle.client_ca else ()
    served = [*([leaf] if leaf else []), *chain]
    shorter = "leave out roots and whatever the path does not need"
    measured: list[_Measured] = []
    if leaf is not None:
        at = anchors.certificate(leaf)
        measured += [
            _Measured("the server certificate", _pem([leaf]), max_certificate, at, "have it issued with fewer names"),
            _Measured("certificate and chain", _pem(served), max_full_chain, at, shorter),
            _Measured("the bundle", _pem(served) + _pem(keys) + _pem(authorities), max_total, at, shorter),
            _Measured("what a PFX container would hold", _der(served) + _der(keys), max_packed, at, shorter),
        ]
    if chain:
        measured.append(_Measured("the chain", _pem(chain), max_chain, anchors.certificate(chain[0]), shorter))
    for key in keys:
        smaller = "make a smaller key, or one on an elliptic curve"
        measured.append(_Measured("the private key", _pem([key]), max_key, anchors.key(key), smaller))
    for client in filter(None, (each.leaf for each in bundle.clients)):
        at = anchors.certificate(client)
        measured.append(_Measured("the client certificate", _pem([client]), max_client, at, "have it issued anew"))
    for number, authority in enumerate(authorities):
        at = anchors.certificate(authority)
        measured.append(_Measured("a CA of the clients", _pem([authority]), max_client_ca_each, at, "use a smaller CA"))
        if number == 0:
            every = _pem(authorities)
            measured.append(_Measured("the CAs of the clients", every, max_client_ca, at, "leave out unused CAs"))
    for each in measured:
        if 0 < each.limit < each.size:
            yield cx.finding(
                each.anchor,
                f"{each.what}: {each.size:,} bytes; the platform takes {each.limit:,} at most",
                help=each.help,
            )


def _served(bundle: Bundle) -> Iterator[Certificate]:
    """The certificates of the two files, as they stand, of one file once."""
    certificate, chain = bundle.certificate, bundle.chain
    if certificate is not None:
        yield from certificate.certificates
    if chain is not None and (certificate is None or chain.file is not certificate.file):
        yield from chain.certificates


def _pem(items: Iterable[Certificate | PrivateKey]) -> int:
    """Bytes of the blocks, each with its line end."""
    return sum(item.place.block.span.end - item.place.block.span.start + 1 for item in items if item.place.block)


def _der(items: Iterable[Certificate | PrivateKey]) -> int:
    return sum(len(item.place.block.der or b"") for item in items if item.place.block)
