"""``*.bundle.toml`` and the ``[[bundle]]`` tables of a configuration. Total: any bytes give a Manifest."""

from __future__ import annotations

from itertools import islice

from pemlint import quoting
from pemlint.digests import sha256_hex
from pemlint.hosts import is_host
from pemlint.manifests.declaration import Client, Declaration, Declared, Manifest, Mark, Problem
from pemlint.manifests.toml_marks import Marks
from pemlint.record import NamedTuple
from pemlint.suggest import did_you_mean, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

__all__ = ["MOST_BUNDLES", "MOST_CLIENTS", "parse", "parse_tables"]

#: bundles of one manifest that are judged, and clients of all of them together
MOST_BUNDLES = 1_000
MOST_CLIENTS = 10_000
#: problems of one manifest that are told
_MOST_PROBLEMS = 1_000
#: unknown keys of one table that are compared with the known ones
_MOST_MISSPELT = 20

_PARTS = ("certificate", "chain", "private-key", "client-ca", "roots")
_KEYS = ("name", "profile", "authentication", *_PARTS, "hosts", "client")
_CLIENT_KEYS = ("certificate", "private-key")
_AUTHENTICATION = ("one-way", "two-way")


def parse(data: bytes, repo_path: str) -> Manifest:
    """The manifest that these bytes are."""
    from pemlint import toml

    try:
        tables = toml.load(data)
    except toml.TomlError as error:
        mark = Mark(error.line, error.column, error.column + 1)
        return Manifest(repo_path, problems=(Problem(f"the manifest is {error}", mark),))
    content = data.decode("utf-8-sig")
    marks = Marks(content, len(data) - len(content.encode()))
    reader = _Reader("bundle", marks)
    for key in tables:
        if key != "bundle" and not reader.is_tired:
            reader.refuse(f"unknown key {quoting.value(key)}{did_you_mean(key, ('bundle',))}", _top(marks, key))
    declared = tables.get("bundle")
    if declared is None or declared == []:
        reader.refuse("the manifest has no [bundle] table", _top(marks, "bundle") if "bundle" in tables else Mark())
        declared = []
    elif isinstance(declared, dict):
        declared = [declared]
    return reader.manifest(declared, repo_path)


def _top(marks: Marks, key: str) -> Mark:
    """A key or a table at the top of the file."""
    own = marks.key("", 0, key)
    return own if own != Mark() else marks.table(key, 0)


def parse_tables(tables: Sequence[Mapping[str, Any]], data: bytes, repo_path: str) -> Manifest:
    """The ``[[bundle]]`` tables of a configuration whose bytes are ``data``."""
    prefix = "tool.pemlint.bundle" if repo_path.rpartition("/")[2] == "pyproject.toml" else "bundle"
    return _Reader(prefix, Marks(data.decode("utf-8", "replace"))).manifest(tables, repo_path)


class _At(NamedTuple):
    """The table that is being read."""

    name: str
    number: int


class _Reader:
    """Reads tables and collects what is wrong with them."""

    __slots__ = ("_clients", "_marks", "_prefix", "_problems")

    def __init__(self, prefix: str, marks: Marks) -> None:
        self._prefix = prefix
        self._marks = marks
        self._problems: list[Problem] = []
        self._clients = 0

    def refuse(self, message: str, mark: Mark, help: str = "") -> None:  # noqa: A002
        """Note a problem; after many only that there are more."""
        if len(self._problems) == _MOST_PROBLEMS:
            message, help = "there are more faults in this manifest, which are not listed", ""  # noqa: A001
        if not self.is_tired:
            self._problems.append(Problem(message, mark, help))

    @property
    def is_tired(self) -> bool:
        """Whether so many problems were noted that no more are looked for."""
        return len(self._problems) > _MOST_PROBLEMS

    def manifest(self, tables: Any, repo_path: str) -> Manifest:
        """The declarations of a list of tables."""
        bundles = []
        if not isinstance(tables, (list, tuple)) or not all(isinstance(table, dict) for table in tables):
            self.refuse("'bundle' must be a table, [bundle], or an array of tables, [[bundle]]", Mark())
            tables = ()
        if len(tables) > MOST_BUNDLES:
            first = self._marks.table(self._prefix, MOST_BUNDLES)
            self.refuse(f"{len(tables):,} bundles are declared, of which the first {MOST_BUNDLES:,} are judged", first)
        for index, table in enumerate(tables[:MOST_BUNDLES]):
            bundles.append(self._bundle(table, _At(self._prefix, index), repo_path))
        return Manifest(repo_path, tuple(bundles), tuple(self._problems))

    def _bundle(self, table: Mapping[str, Any], at: _At, repo_path: str) -> Declaration:
        self._check_keys(table, _KEYS, at)
        parts = {key: self._part(table, key, at, _KEYS) for key in _PARTS}
        authentication = self._authentication(table, at)
        clients = table.get("client", [])
        if not isinstance(clients, list) or not all(isinstance(client, dict) for client in clients):
            self.refuse("'client' is an array of tables: [[bundle.client]]", self._mark(at, "client"))
            clients = []
        if self._clients + len(clients) > MOST_CLIENTS:
            self.refuse(
                f"more than {MOST_CLIENTS:,} clients are declared: no more are judged", self._mark(at, "client")
            )
            clients = clients[: MOST_CLIENTS - self._clients]
        return Declaration(
            name=quoting.withhold(self._text(table, "name", at), strict=True) or repo_path,
            mark=self._marks.table(*at),
            profiles=self._texts(table, "profile", at),
            profiles_mark=self._mark(at, "profile"),
            two_way=authentication == "two-way",
            certificate=parts["certificate"],
            chain=parts["chain"],
            private_key=parts["private-key"],
            client_ca=parts["client-ca"],
            roots=parts["roots"],
            hosts=self._hosts(table, at),
            hosts_mark=self._mark(at, "hosts"),
            clients=tuple(self._client(client) for client in clients),
        )

    def _authentication(self, table: Mapping[str, Any], at: _At) -> str:
        authentication = table.get("authentication", "one-way")
        if authentication not in _AUTHENTICATION:
            self.refuse(
                f"'authentication' must be 'one-way' or 'two-way', not {quoting.value(authentication)}",
                self._mark(at, "authentication"),
            )
            return "two-way"
        for key in ("client-ca", "client"):
            if authentication == "one-way" and isinstance(table.get(key), list if key == "client" else str):
                self.refuse(
                    f"'{key}' belongs to two-way authentication, and this bundle is one-way",
                    self._mark(at, key),
                    'add authentication = "two-way", or take the key out',
                )
        return str(authentication)

    def _hosts(self, table: Mapping[str, Any], at: _At) -> tuple[str, ...]:
        hosts = self._texts(table, "hosts", at)
        usable = {host: is_host(host) for host in hosts}
        for host in hosts:
            if not usable[host]:
                self.refuse(
                    f"{quoting.path(host)} is neither a host name nor an IP address",
                    self._mark(at, "hosts"),
                    "write the address that clients connect to, without scheme, port, path or wildcard",
                )
        return tuple(host for host in hosts if usable[host])

    def _client(self, table: Mapping[str, Any]) -> Client:
        at = _At(f"{self._prefix}.client", self._clients)
        self._clients += 1
        self._check_keys(table, _CLIENT_KEYS, at)
        return Client(
            self._marks.table(*at),
            certificate=self._part(table, "certificate", at, _CLIENT_KEYS),
            private_key=self._part(table, "private-key", at, _CLIENT_KEYS),
        )

    def _check_keys(self, table: Mapping[str, Any], known: tuple[str, ...], at: _At) -> None:
        for key in table:
            if key not in known and not self.is_tired:
                self.refuse(f"unknown key {quoting.value(key)}{did_you_mean(key, known)}", self._mark(at, key))

    def _mark(self, at: _At, key: str) -> Mark:
        own = self._marks.key(at.name, at.number, key)
        below = self._marks.table(f"{at.name}.{key}", 0)
        return below if own == self._marks.table(*at) and below != Mark() else own

    def _part(self, table: Mapping[str, Any], key: str, at: _At, known: tuple[str, ...]) -> Declared | None:
        """A part as declared; without a path where it is declared wrongly, so that no rule says it is not declared."""
        value = table.get(key)
        mark = self._mark(at, key)
        if value is None:
            unknown = islice((word for word in table if word not in known), _MOST_MISSPELT)
            misspelt = (word for word in unknown if nearest(word, known) == key)
            return next((Declared(key, "", self._mark(at, word)) for word in misspelt), None)
        if isinstance(value, str) and value.strip() and not quoting.is_key_material(value):
            return Declared(key, value, mark)
        if key == "private-key" and isinstance(value, dict) and set(value) == {"spki-sha256"}:
            written = value["spki-sha256"]
            digest = sha256_hex(written) if isinstance(written, str) else ""
            if digest:
                return Declared(key, "", mark, digest)
            self.refuse("'spki-sha256' must be the SHA-256 of the public key, in hex or Base64", mark)
        else:
            wanted = ' or { spki-sha256 = "…" }' if key == "private-key" else ""
            self.refuse(f"'{key}' must be the path of a file{wanted}, not {quoting.value(value)}", mark)
        return Declared(key, "", mark)

    def _text(self, table: Mapping[str, Any], key: str, at: _At) -> str:
        value = table.get(key, "")
        if isinstance(value, str):
            return value
        self.refuse(f"'{key}' must be a string, not {quoting.value(value)}", self._mark(at, key))
        return ""

    def _texts(self, table: Mapping[str, Any], key: str, at: _At) -> tuple[str, ...]:
        value = table.get(key, [])
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return tuple(items)
        self.refuse(f"'{key}' must be a string or a list of strings, not {quoting.value(value)}", self._mark(at, key))
        return ()
