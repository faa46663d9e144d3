"""Manifests for bundles that nobody has declared: found by matching keys, leaves and chains.

A proposal says at first all that the tree tells, and less where what it says would be an error.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from json import dumps

from pemlint import manifests, x509
from pemlint.hosts import is_host
from pemlint.model import Severity, Source
from pemlint.record import NamedTuple
from pemlint.roles import file_role

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pemlint.batch import Batch
    from pemlint.bundles import Bundle
    from pemlint.material import Certificate
    from pemlint.model import Finding, Report
    from pemlint.store import File
    from pemlint.subjects import Tree

__all__ = ["Proposal", "Wish", "propose"]

_ENDING = ".bundle.toml"
#: names of a certificate that are taken for addresses which clients connect to
_MOST_HOSTS = 20
_MOST_CLIENTS = 100


class _Client(NamedTuple):
    certificate: str
    private_key: str


class Proposal(NamedTuple):
    """A manifest that could stand beside a certificate; paths are those from the repository root."""

    #: of the manifest, as people see it, and from the root
    path: str
    repo_path: str
    #: file of the server certificate, as people see it
    certificate: str
    #: the value of each key of the table
    entries: tuple[tuple[str, str], ...]
    clients: tuple[_Client, ...] = ()
    #: the first error that it would bring, even when it says as little as it can
    error: Finding | None = None

    def text(self) -> bytes:
        """The manifest."""
        width = max(len(key) for key, _ in self.entries)
        lines = ["[bundle]", *(f"{key:{width}} = {value}" for key, value in self.entries)]
        for client in self.clients:
            lines += ["", "[[bundle.client]]", f"certificate = {client.certificate}"]
            lines += [f"private-key = {client.private_key}"] if client.private_key else []
        return "\n".join([*lines, ""]).encode("utf-8", "backslashreplace")

    def source(self) -> Source:
        """The file that it would be."""
        return Source(self.path, self.repo_path, self.text(), tls=False, target=True)


class Wish(NamedTuple):
    """What proposals are to be like."""

    #: named in all of them
    profiles: tuple[str, ...] = ()
    #: whether they may name only what lies in their own folder or below
    within_folder: bool = False


def propose(tree: Tree, batch: Batch, wish: Wish, lint: Callable[[Batch], Report]) -> tuple[Proposal, ...]:
    """A manifest for each bundle of the tree that no manifest declares. ``lint`` gives a report with every finding."""
    declared = {id(source) for source, _ in batch.manifests}
    inferred = [bundle for bundle in tree.bundles if id(bundle.source) not in declared and bundle.leaf is not None]
    taken = {source.repo_path.removesuffix(_ENDING) for source, _ in batch.manifests}
    settled = list(_Proposer(tree, wish).proposals(inferred, taken))
    before = _errors(lint(batch)) if settled else []
    for less in (_as_it_is, _without_clients, _without_roots):
        settled = [less(one) if one.error is not None else one for one in settled]
        settled = _judged(settled, batch, before, lint)
        if all(one.error is None for one in settled):
            break
    return tuple(settled)


class _Proposer:
    """Makes a proposal of each bundle, from all that the tree tells."""

    __slots__ = ("_clients", "_roots", "_tree", "_wish")

    def __init__(self, tree: Tree, wish: Wish) -> None:
        self._tree = tree
        self._wish = wish
        #: files of one root, by its DER, and those of one client, by their folder
        self._roots: dict[bytes, list[File]] = {}
        self._clients: dict[str, list[File]] = {}
        for file in tree.store.files.values():
            if len(file.certificates) == 1 and file.certificates[0].x509.self_issued:
                self._roots.setdefault(file.certificates[0].der, []).append(file)
            elif file.source.tls and len(file.certificates) == 1 and file.certificates[0].x509.role == "client":
                self._clients.setdefault(file.folder, []).append(file)

    def proposals(self, bundles: Sequence[Bundle], taken: set[str]) -> Iterator[Proposal]:
        """The proposals; ``taken`` are the names that manifests have."""
        folders = [posixpath.dirname(bundle.source.repo_path) for bundle in bundles]
        count = Counter(folders)
        for bundle, folder in zip(bundles, folders, strict=True):
            name = _name(bundle, taken)
            taken.add(posixpath.join(folder, name))
            yield self._proposal(bundle, name, folder, alone=count[folder] == 1)

    def _proposal(self, bundle: Bundle, name: str, folder: str, *, alone: bool) -> Proposal:
        profiles, declaration = self._wish.profiles, bundle.declaration
        entries = [("name", _string(name))]
        if profiles:
            entries.append(("profile", _strings(profiles) if len(profiles) > 1 else _string(profiles[0])))
        users = self._users(folder) if alone else None
        if users is not None:
            entries.append(("authentication", '"two-way"'))
        for part, declared in (("certificate", declaration.certificate), ("chain", declaration.chain)):
            if declared is not None:
                entries.append((part, _path(declared.path, folder)))
        key = declaration.private_key
        if key is not None and bundle.leaf is not None:
            pinned = f'{{ spki-sha256 = "{bundle.leaf.spki_sha256}" }}'
            entries.append(("private-key", _path(key.path, folder) if self._reaches(key.path, folder) else pinned))
        if users is not None:
            entries.append(("client-ca", _path(users[0].source.repo_path, folder)))
        root = self._root(bundle, folder)
        if root is not None:
            entries.append(("roots", _path(root.source.repo_path, folder)))
        hosts = _hosts(bundle.leaf) if bundle.leaf is not None else []
        if hosts:
            entries.append(("hosts", _strings(hosts)))
        shown = posixpath.dirname(bundle.source.path)
        file = f"{name}{_ENDING}"
        return Proposal(
            posixpath.join(shown, file),
            posixpath.join(folder, file),
            bundle.source.path,
            tuple(entries),
            users[1] if users is not None else (),
        )

    def _reaches(self, path: str, folder: str) -> bool:
        """Whether a manifest of a folder may name a path."""
        return bool(path) and not (self._wish.within_folder and _relative(path, folder).startswith("../"))

    def _root(self, bundle: Bundle, folder: str) -> File | None:
        """The file of the root above a bundle, where it has one of its own."""
        store, links = self._tree.store, self._tree.facts.links
        used = {part.file.source.repo_path for part in bundle.parts() if part.file is not None}
        certificates = (*(bundle.chain.certificates if bundle.chain else ()), bundle.leaf)
        for certificate in filter(None, certificates):
            for holder in links.authority(certificate, store.authorities.candidates(certificate)) or ():
                files = [file for file in store.files_in(folder, holder.der) if len(file.certificates) == 1]
                for file in files + self._roots.get(holder.der, [])[:1]:
                    path = file.source.repo_path
                    if holder.x509.self_issued and path not in used and self._reaches(path, folder):
                        return file
        return None

    def _users(self, folder: str) -> tuple[File, tuple[_Client, ...]] | None:
        """The clients in a folder and the CA that issued them all, which has a file of its own there."""
        store = self._tree.store
        clients = []
        authorities: dict[str, File] = {}
        for file in self._clients.get(folder, ()):
            leaf = file.certificates[0]
            authority = self._authority(leaf, folder)
            if authority is None:
                return None
            authorities[authority.source.repo_path] = authority
            beside, held = store.files_in(folder, leaf.identity), store.holders.keys(leaf.identity)
            path = beside[0].source.repo_path if beside else held[0].place.source.repo_path if held else ""
            keyed = _path(path, folder) if self._reaches(path, folder) else ""
            clients.append(_Client(_path(file.source.repo_path, folder), keyed))
        if not 1 <= len(clients) <= _MOST_CLIENTS or len(authorities) != 1:
            return None
        return next(iter(authorities.values())), tuple(clients)

    def _authority(self, leaf: Certificate, folder: str) -> File | None:
        """The file of the CA of a client in its folder."""
        store, links = self._tree.store, self._tree.facts.links
        holders = links.authority(leaf, store.authorities.candidates(leaf)) or ()
        files = (file for holder in holders for file in store.files_in(folder, holder.der))
        return next((file for file in files if file_role(file.certificates) == "ca"), None)


def _name(bundle: Bundle, taken: set[str]) -> str:
    """A name for the bundle, after its certificate; that of its folder where the file is called after its kind."""
    path = bundle.source.repo_path
    folder, file = posixpath.split(path)
    stem = bundle.certificate.file.stem if bundle.certificate and bundle.certificate.file else ""
    name = stem or posixpath.basename(folder) or file.partition(".")[0]
    return name if posixpath.join(folder, name) not in taken else file


def _hosts(leaf: Certificate) -> list[str]:
    """The names of a certificate that a client can connect to."""
    names = leaf.x509.subject_alternative_names
    if names is None or isinstance(names, x509.Problem):
        return []
    values = dict.fromkeys(str(name.value) for name in names if name.kind in {"DNS", "IP"})
    return [value for value in values if is_host(value)][:_MOST_HOSTS]


def _judged(
    proposals: Sequence[Proposal], batch: Batch, before: Iterable[Finding], lint: Callable[[Batch], Report]
) -> list[Proposal]:
    """The proposals, each with the first error that it brings."""
    resolved: dict[tuple[str, str], str] = dict(batch.resolved)
    declared = []
    for one in proposals:
        source = one.source()
        manifest = manifests.parse(source.data, source.repo_path)
        declared.append((source, manifest))
        for path in manifest.paths:
            resolved[source.repo_path, path] = posixpath.normpath(
                posixpath.join(posixpath.dirname(source.repo_path), path)
            )
    whole = batch._replace(
        sources=(*batch.sources, *(source for source, _ in declared)),
        manifests=(*batch.manifests, *declared),
        resolved=resolved,
    )
    known = set(map(_key, before))
    errors: dict[str, Finding] = {}
    for each in _errors(lint(whole)):
        if _key(each) not in known:
            errors.setdefault(each.location.path, each)
    seen = {source.repo_path: source.path for source in batch.sources}
    judged = []
    for one, (source, manifest) in zip(proposals, declared, strict=True):
        named = (seen.get(resolved[source.repo_path, path], "") for path in manifest.paths)
        judged.append(
            one._replace(error=next((errors[path] for path in (source.path, *named) if path in errors), None))
        )
    return judged


def _errors(report: Report) -> list[Finding]:
    return [each for each in report.findings if each.severity == Severity.ERROR]


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.location, finding.message


def _as_it_is(proposal: Proposal) -> Proposal:
    return proposal


def _without_clients(proposal: Proposal) -> Proposal:
    entries = tuple(entry for entry in proposal.entries if entry[0] not in {"authentication", "client-ca"})
    return proposal._replace(entries=entries, clients=())


def _without_roots(proposal: Proposal) -> Proposal:
    return proposal._replace(entries=tuple(entry for entry in proposal.entries if entry[0] != "roots"))


def _path(path: str, folder: str) -> str:
    return _string(_relative(path, folder))


def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder or ".")


def _strings(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_string, texts))}]"


def _string(text: str) -> str:
    """A basic string of TOML: one of JSON, in which no more than it has to be is escaped."""
    return dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
