"""A bundle as somebody declared it: paths as written, each with its place in the manifest."""

from __future__ import annotations

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Client", "Declaration", "Declared", "Manifest", "Mark", "Problem"]


class Mark(NamedTuple):
    """A place in a manifest: line and columns from 1, ``end_column`` exclusive."""

    line: int = 1
    column: int = 1
    end_column: int = 1
    #: where the line starts, in bytes; -1 where that has to be counted
    start: int = -1


class Declared(NamedTuple):
    """One part of a bundle: the key it stands under, the file as written, and where that is said.

    With neither path nor digest it is declared wrongly, which a problem of the manifest says.
    """

    key: str
    path: str
    mark: Mark
    #: hex SHA-256 of the public key, where the key itself is not in the repository
    spki_sha256: str = ""


class Client(NamedTuple):
    """A client that will connect."""

    mark: Mark
    certificate: Declared | None = None
    private_key: Declared | None = None


class Declaration(NamedTuple):
    """What one endpoint deploys, as declared."""

    name: str
    mark: Mark
    profiles: tuple[str, ...] = ()
    profiles_mark: Mark = Mark()
    two_way: bool = False
    certificate: Declared | None = None
    chain: Declared | None = None
    private_key: Declared | None = None
    client_ca: Declared | None = None
    roots: Declared | None = None
    hosts: tuple[str, ...] = ()
    hosts_mark: Mark = Mark()
    clients: tuple[Client, ...] = ()

    def parts(self) -> Iterator[Declared]:
        """Every declared part, those of the clients included."""
        own = (self.certificate, self.chain, self.private_key, self.client_ca, self.roots)
        clients = (part for client in self.clients for part in (client.certificate, client.private_key))
        for part in (*own, *clients):
            if part is not None:
                yield part


class Problem(NamedTuple):
    """What is wrong with a manifest, and where."""

    message: str
    mark: Mark
    help: str = ""


class Manifest(NamedTuple):
    """All that one manifest declares, and what is wrong with the manifest itself."""

    repo_path: str
    bundles: tuple[Declaration, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that it names, as written, each once."""
        return tuple(dict.fromkeys(part.path for bundle in self.bundles for part in bundle.parts() if part.path))
