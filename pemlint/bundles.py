"""A bundle as it really is: each declared part with the file behind it, or the reason why there is none."""

from __future__ import annotations

from pemlint.material import Certificate, Container, Foreign, PrivateKey, Unreadable, meant_label
from pemlint.record import NamedTuple
from pemlint.roles import end_entities

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pemlint.manifests import Declaration, Declared, Manifest
    from pemlint.model import Source
    from pemlint.store import File

__all__ = ["Bundle", "ClientPair", "Part", "StatedManifest", "resolve"]


class StatedManifest(NamedTuple):
    """A manifest with the file that it is."""

    source: Source
    manifest: Manifest


class Part(NamedTuple):
    """One declared part. ``hole`` is why rules that need it keep silent; another rule says what is wrong with it."""

    declared: Declared
    #: ``server``, ``client``, ``chain``, ``client-ca``, ``roots``, ``key``
    role: str
    file: File | None = None
    #: why there is no file: ``missing``, ``outside``, ``unreadable`` …
    absent: str = ""
    #: ``ignored`` when Git ignores the path that is not there
    git: str = ""
    hole: str = ""

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """The certificates of the file; none when the part is a hole."""
        return self.file.certificates if self.file and not self.hole else ()

    @property
    def keys(self) -> tuple[PrivateKey, ...]:
        """The private keys of the file that can be used; none when the part is a hole."""
        return self.file.keys if self.file and not self.hole else ()


class ClientPair(NamedTuple):
    """A client that will connect, and its key when it is declared."""

    certificate: Part | None
    private_key: Part | None
    #: the client certificate itself
    leaf: Certificate | None


class Bundle(NamedTuple):
    """What one endpoint deploys."""

    source: Source
    declaration: Declaration
    certificate: Part | None
    chain: Part | None
    private_key: Part | None
    client_ca: Part | None
    roots: Part | None
    clients: tuple[ClientPair, ...]
    #: the server certificate itself
    leaf: Certificate | None

    def parts(self) -> Iterator[Part]:
        """Every declared part."""
        own = (self.certificate, self.chain, self.private_key, self.client_ca, self.roots)
        clients = (part for client in self.clients for part in (client.certificate, client.private_key))
        for part in (*own, *clients):
            if part is not None:
                yield part


def _leaf(certificate: Part | None, private_key: Part | None) -> Certificate | None:
    """The end-entity certificate of a part: no CA while there is another; of several, the one of the key."""
    certificates = certificate.certificates if certificate else ()
    keys = {key.identity for key in private_key.keys} if private_key else set()
    leaves = end_entities(certificates)
    return next((leaf for leaf in leaves if leaf.identity in keys - {None}), next(iter(leaves), None))


def resolve(
    source: Source,
    declaration: Declaration,
    find: Callable[[str], File | None],
    absent: Callable[[str], tuple[str, str]],
) -> Bundle:
    """Look up every part. ``find`` gives the file of a path as declared; ``absent`` why there is none."""

    def part(declared: Declared | None, role: str) -> Part | None:
        if declared is None:
            return None
        if not declared.path:
            return Part(
                declared, role, hole="its key is elsewhere" if declared.spki_sha256 else "it is declared wrongly"
            )
        file = find(declared.path)
        if file is None:
            reason, git = absent(declared.path)
            return Part(declared, role, absent=reason, git=git, hole="there is no such file")
        return Part(declared, role, file, hole=_hole(file, PrivateKey if role == "key" else Certificate))

    certificate, private_key = part(declaration.certificate, "server"), part(declaration.private_key, "key")
    clients = ((part(client.certificate, "client"), part(client.private_key, "key")) for client in declaration.clients)
    return Bundle(
        source=source,
        declaration=declaration,
        certificate=certificate,
        chain=part(declaration.chain, "chain"),
        private_key=private_key,
        client_ca=part(declaration.client_ca, "client-ca"),
        roots=part(declaration.roots, "roots"),
        clients=tuple(ClientPair(own, key, _leaf(own, key)) for own, key in clients),
        leaf=_leaf(certificate, private_key),
    )


def _hole(file: File, wanted: type[Certificate | PrivateKey]) -> str:
    """Why a file cannot serve as the part that it is declared to be; empty when it can."""
    if any(isinstance(item, Container) for item in file.materials):
        return "it is not PEM"
    if any(block.der is None for block in file.document.blocks) or any(
        isinstance(item, Unreadable) for item in file.materials
    ):
        return "it has a block that cannot be read"
    if any(isinstance(item, Foreign) and meant_label(item.label) for item in file.materials):
        return "it has a block with a misspelt label"
    found = [item for item in file.materials if isinstance(item, wanted)]
    return next(filter(None, map(_flaw, found)), "") if found else "it holds something else"


def _flaw(item: Certificate | PrivateKey) -> str:
    """Why one certificate or key cannot be used; empty when it can."""
    if isinstance(item, PrivateKey):
        return "it is encrypted" if item.encryption else item.reason
    return "it has a certificate that cannot be read" if item.x509.problems() else ""
