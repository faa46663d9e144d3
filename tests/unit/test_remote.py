"""What one process tells of its files is enough to find out who concerns whom; the files are read for no less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pemlint.material import Certificate, PrivateKey, RevocationList
from pemlint.remote import RemoteFile, learn, tell
from pemlint.store import File, Links, Store
from tests import builder
from tests.unit import judging

if TYPE_CHECKING:
    from pemlint.model import Source


class Reads:
    """Reads files, and remembers which."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.paths: list[str] = []

    def __call__(self, source: Source) -> File:
        self.paths.append(source.path)
        return self._store.files[source.repo_path]


def away(store: Store, here: str = "") -> tuple[Store, Reads]:
    """The same store, of which only files that begin with ``here`` have been read, and what is read besides."""
    reads = Reads(store)
    files = [
        file if here and file.name.startswith(here) else RemoteFile(file.source, reads) for file in store.files.values()
    ]
    remote = [file for file in files if isinstance(file, RemoteFile)]
    learn(remote, tell(store.files[file.source.repo_path] for file in remote))
    return Store(files), reads


@pytest.fixture(scope="module")
def whole() -> Store:
    root, intermediate, leaf = builder.root(), builder.intermediate(), builder.server()
    return judging.store(
        {
            "a/server.crt": leaf.pem,
            "a/chain.pem": intermediate.pem + root.pem,
            "b/server.key": builder.private_pem("server"),
            "b/chain.pem": intermediate.pem,
            "c/request.csr": builder.block("CERTIFICATE REQUEST", builder.request()),
            "d/nothing.pem": b"nothing\n",
            "b/odd.crt": builder.self_signed(subject=b"\x30\x03\x31\x01\x00").pem,
        }
    )


def test_it_is_known_what_a_file_holds(whole: Store) -> None:
    store, reads = away(whole)
    for path, file in whole.files.items():
        there = store.files[path]
        assert there.empty == file.empty
        for kind in (Certificate, PrivateKey, RevocationList):
            assert there.holds(kind) == file.holds(kind)
        assert (there.folder, there.stem, there.name) == (file.folder, file.stem, file.name)
    assert reads.paths == []


def test_it_is_known_who_holds_which_key(whole: Store) -> None:
    store, reads = away(whole)
    assert list(store.holders) == list(whole.holders)
    for identity in whole.holders:
        assert store.holders.home(identity) == whole.holders.home(identity)
        assert store.holders.is_public(identity) == whole.holders.is_public(identity)
        assert store.holders.roles(identity) == whole.holders.roles(identity)
    assert reads.paths == []
    for identity in whole.holders:
        assert list(store.holders.of(identity)) == list(whole.holders.of(identity))
        assert list(store.holders.authorities(identity)) == list(whole.holders.authorities(identity))
        assert store.holders.keys(identity) == whole.holders.keys(identity)
        assert store.holders.certificates(identity) == whole.holders.certificates(identity)


def test_a_ca_is_found_by_its_name_and_read_where_it_first_stands(whole: Store) -> None:
    store, reads = away(whole, here="server")
    leaf = store.files["a/server.crt"].certificates[0]
    (authority,) = store.candidates(leaf)
    assert reads.paths == ["a/chain.pem"]
    (expected,) = whole.candidates(leaf)
    assert list(authority) == list(expected)
    assert Links(store.every_certificate).authority(leaf, store.candidates(leaf)) is authority
    assert reads.paths == ["a/chain.pem"]


def test_of_the_places_of_a_certificate_the_nearest_is_read_alone(whole: Store) -> None:
    store, reads = away(whole, here="server")
    intermediate, odd = whole.files["a/chain.pem"].certificates[0], whole.files["b/odd.crt"].certificates[0]
    assert store.nearest(intermediate, odd) == whole.nearest(intermediate, odd)
    assert reads.paths == ["b/chain.pem"]
    assert store.places(intermediate) == whole.places(intermediate)
    assert len(store.places(intermediate)) == 2


def test_names_are_counted_without_reading(whole: Store) -> None:
    store, reads = away(whole)
    assert len(list(store.every_certificate())) == len(list(whole.every_certificate())) == 5
    intermediate = whole.files["b/chain.pem"].certificates[0]
    # the first candidate is tried in vain, so that it counts who names the same issuer
    wrong = [*whole.candidates(whole.files["a/server.crt"].certificates[0])]
    links = Links(store.every_certificate)
    assert links.authority(intermediate, [*wrong, *wrong]) is None
    assert reads.paths == []


def test_a_file_is_read_once(whole: Store) -> None:
    store, reads = away(whole)
    file = store.files["a/chain.pem"]
    assert file.certificates == whole.files["a/chain.pem"].certificates
    assert file.document is whole.files["a/chain.pem"].document
    assert file.flawless
    assert reads.paths == ["a/chain.pem"]
