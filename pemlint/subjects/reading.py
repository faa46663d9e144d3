"""From bytes to material: each file once, each distinct certificate once."""

from __future__ import annotations

from pemlint import manifests, material, x509
from pemlint.model import Source
from pemlint.pem import parse
from pemlint.sharing import WHOLE
from pemlint.store import File, Store
from pemlint.watch import unwatched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pemlint.material import Certificate
    from pemlint.sharing import Share
    from pemlint.store import Authority
    from pemlint.watch import Watch

__all__ = ["PublicRoots", "learn", "read_files", "told"]


def read_files(
    sources: Sequence[Source], watch: Watch = unwatched, *, share: Share = WHOLE, eager: bool = False
) -> Store:
    """Parse every file of a share that is no manifest; the others wait for what is told of them.

    ``eager``: all of it will be judged.
    """
    memo = x509.Memo(eager=eager)

    def read(source: Source) -> File:
        document = parse(source.data, embedded=not source.tls)
        return File(source, document, material.read(source, document, memo=memo))

    wanted = [source for source in sources if not manifests.is_manifest(source.repo_path)]
    if share.of == 1:
        return Store(map(read, watch("parsing", wanted)))
    from pemlint.remote import RemoteFile

    return Store(read(each) if share.has(each.path) else RemoteFile(each, read) for each in watch("parsing", wanted))


def told(store: Store, share: Share) -> bytes:
    """What others have to know of the files of a share."""
    from pemlint.remote import tell

    return tell(file for file in store.files.values() if share.has(file.source.path))


def learn(store: Store, share: Share, said: Sequence[bytes]) -> None:
    """Take in what was told of the files of other shares, by each in their order; the own place is left out."""
    from pemlint.remote import RemoteFile, learn

    files: dict[int, list[RemoteFile]] = {number: [] for number in range(share.of)}
    for file in store.files.values():
        if isinstance(file, RemoteFile):
            files[share.owners.get(file.source.path, 0)].append(file)
    for number, those in files.items():
        if number != share.number:
            learn(those, said[number])


class PublicRoots:
    """The public roots, read at the first question."""

    __slots__ = ("_load", "_store")

    def __init__(self, load: Callable[[], bytes]) -> None:
        self._load = load
        self._store: Store | None = None

    def candidates(self, child: Certificate) -> Iterator[Authority]:
        """The public roots that the name of its issuer may mean."""
        return self._read().authorities.candidates(child)

    def certificates(self) -> Iterator[Certificate]:
        """All of them."""
        return self._read().certificates()

    def _read(self) -> Store:
        if self._store is None:
            self._store = read_files([Source("public roots", "public roots", self._load(), tls=True, target=False)])
        return self._store
