"""From files to what rules judge: every subject, in which circumstances, under which policies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pemlint import chains, manifests, pairs, x509
from pemlint.bundles import Bundle, resolve
from pemlint.chains import ChainAnalysis, Elsewhere
from pemlint.clients import client_paths
from pemlint.pem import parse
from pemlint.policy import ConfigurationError
from pemlint.roles import acting_as_ca, certificate_role, file_role
from pemlint.store import File, Links, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pemlint.bundles import Part
    from pemlint.config import Plan
    from pemlint.manifests import Manifest
    from pemlint.material import Certificate
    from pemlint.model import Source
    from pemlint.policy import Policy

__all__ = ["Batch", "SelfSignature", "StatedManifest", "Subject", "Tree", "read"]


#: parts whose order is judged with the bundle, or does not matter
_JUDGED_IN_BUNDLE = ("server", "chain", "roots", "client-ca")


class Batch(NamedTuple):
    """All that was read from the disk for one run."""

    sources: tuple[Source, ...]
    #: manifests among them, and the configuration if it declares bundles
    manifests: tuple[tuple[Source, Manifest], ...]
    #: (manifest's repository path, path as written) → why there is no file, and whether Git ignores it
    absent: Mapping[tuple[str, str], tuple[str, str]]
    #: (manifest's repository path, path as written) → repository path of the file
    resolved: Mapping[tuple[str, str], str]


class Subject(NamedTuple):
    """Something to judge."""

    value: Any
    policies: tuple[Policy, ...]
    #: roles and circumstances, most specific first
    circumstances: tuple[str, ...] = ()
    #: paths of files that its findings are about, wherever they point: what a chain lacks is said at another file
    sides: frozenset[str] = frozenset()


class SelfSignature(NamedTuple):
    """A self-issued certificate whose signature its own key did not make, nor any other key of that name."""

    certificate: Certificate


class StatedManifest(NamedTuple):
    """A manifest with the file that it is."""

    source: Source
    manifest: Manifest


class Tree(NamedTuple):
    """Everything that was read, and what follows from it."""

    store: Store
    subjects: tuple[Subject, ...]
    bundles: tuple[Bundle, ...]


def read_files(sources: tuple[Source, ...]) -> Store:
    """Parse every file, each distinct certificate once."""
    from pemlint import material

    memo: dict[bytes, x509.Certificate] = {}
    files = []
    for source in sources:
        if manifests.is_manifest(source.repo_path):
            continue
        document = parse(source.data, embedded=not source.tls)
        files.append(File(source, document, material.read(source, document, memo=memo)))
    return Store(files)


def read(batch: Batch, plan: Plan, public_roots: Callable[[], bytes]) -> Tree:
    """Build every subject of a run. Raises ConfigurationError where a profile cannot be loaded."""
    store = read_files(batch.sources)
    builder = _Builder(batch, plan, store, Links(), _Public(public_roots))
    return builder.tree()


def _sides(*parts: Part | None) -> frozenset[str]:
    """The files of these parts, as they are named in reports."""
    return frozenset(part.file.source.path for part in parts if part is not None and part.file is not None)


class _Public:
    """The public roots by subject, read at the first question."""

    __slots__ = ("_by_subject", "_load")

    def __init__(self, load: Callable[[], bytes]) -> None:
        self._load = load
        self._by_subject: dict[bytes, list[Certificate]] | None = None

    def named(self, name: x509.Name) -> tuple[Certificate, ...]:
        if self._by_subject is None:
            self._by_subject = self._read()
        return tuple(self._by_subject.get(name.key, ()))

    def _read(self) -> dict[bytes, list[Certificate]]:
        from pemlint.model import Source

        source = Source("public roots", "public roots", self._load(), tls=True, target=False)
        roots: dict[bytes, list[Certificate]] = {}
        for certificate in read_files((source,)).certificates():
            if isinstance(certificate.x509.subject, x509.Name):
                roots.setdefault(certificate.x509.subject.key, []).append(certificate)
        return roots


class _Builder:
    """Puts the subjects of one run together."""

    def __init__(self, batch: Batch, plan: Plan, store: Store, links: Links, public: _Public) -> None:
        self._batch = batch
        self._plan = plan
        self._store = store
        self._links = links
        self._elsewhere = Elsewhere(store.named, public.named, store.nearest)
        self._leaves: dict[tuple[str, bytes], list[Certificate]] | None = None
        #: repository path → the policies of the bundles that name the file
        self._named: dict[str, dict[int, Policy]] = {}
        #: repository path → the role of the part as which a bundle names the file, and the bundle's leaf
        self._parts: dict[str, list[tuple[str, Bundle, tuple[Policy, ...]]]] = {}

    def tree(self) -> Tree:
        """All subjects, and the bundles."""
        bundles = []
        subjects: list[Subject] = []
        for source, manifest in self._batch.manifests:
            stated, problems = [], list(manifest.problems)
            for declaration in manifest.bundles:
                policies, problem = self._policies(manifest, declaration)
                problems.extend(problem)
                stated.append((self._bundle(source, manifest, declaration), policies))
            whole = StatedManifest(source, manifest._replace(problems=tuple(problems)))
            subjects.append(Subject(whole, self._plan.policies(manifest.repo_path)))
            for bundle, policies in stated:
                bundles.append(bundle)
                self._register(bundle, policies)
                subjects.extend(self._of_bundle(bundle, policies))
        for file in self._store.files.values():
            subjects.extend(self._of_file(file))
        return Tree(self._store, tuple(subjects), tuple(bundles))

    def _policies(
        self, manifest: Manifest, declaration: manifests.Declaration
    ) -> tuple[tuple[Policy, ...], list[manifests.Problem]]:
        """The policies of a bundle; a profile that is not there is a problem of the manifest."""
        try:
            return self._plan.policies(manifest.repo_path, declaration.profiles), []
        except ConfigurationError as error:
            if not declaration.profiles:
                raise
            problem = manifests.Problem(str(error), declaration.profiles_mark)
            return self._plan.policies(manifest.repo_path), [problem]

    def _bundle(self, source: Source, manifest: Manifest, declaration: manifests.Declaration) -> Bundle:
        def find(path: str) -> File | None:
            return self._store.files.get(self._batch.resolved.get((manifest.repo_path, path), ""))

        def absent(path: str) -> tuple[str, str]:
            reason, git = self._batch.absent.get((manifest.repo_path, path), ("missing", ""))
            return reason, git

        return resolve(source, declaration, find, absent)

    def _register(self, bundle: Bundle, policies: tuple[Policy, ...]) -> None:
        for part in bundle.parts():
            if part.file is not None:
                path = part.file.source.repo_path
                self._named.setdefault(path, {}).update((id(policy), policy) for policy in policies)
                self._parts.setdefault(path, []).append((part.role, bundle, policies))

    def _of_bundle(self, bundle: Bundle, policies: tuple[Policy, ...]) -> Iterator[Subject]:
        yield Subject(bundle, policies)
        leaf = bundle.leaf
        if leaf is not None and not (bundle.chain is not None and bundle.chain.hole):
            yield Subject(self._chain_of(bundle, leaf), policies, ("bundle",), _sides(bundle.chain, bundle.roots))
        for pairing in pairs.in_bundle(bundle, self._store):
            yield Subject(pairing, policies, ("bundle",))
        for client in client_paths(bundle, self._links):
            yield Subject(client, policies, ("client",), _sides(client.authority))

    def _chain_of(self, bundle: Bundle, leaf: Certificate) -> ChainAnalysis:
        head = bundle.certificate.certificates if bundle.certificate else ()
        shared = bundle.chain and bundle.certificate and bundle.chain.file is bundle.certificate.file
        tail = bundle.chain.certificates if bundle.chain and not shared else ()
        unread = bundle.roots is not None and bool(bundle.roots.hole)
        roots = bundle.roots.certificates if bundle.roots and not unread else None
        analysis = chains.analyse(
            "bundle", leaf, head, tail, roots=roots, links=self._links, elsewhere=self._elsewhere, bundle=bundle
        )
        # what the declared roots hold is unknown: nobody can say that the issuer is not among them
        return analysis._replace(issued_by_root=True) if unread else analysis

    def _of_file(self, file: File) -> Iterator[Subject]:
        path = file.source.repo_path
        role = file_role(file.certificates)
        named = tuple(self._named.get(path, {}).values())
        policies = named or self._plan.policies(path)
        yield Subject(file, policies, ("bundle-part",) if named else (role,))
        yield from self._certificates(file, role, policies)
        for key in file.keys:
            yield Subject(key, policies)
        if not any(part in _JUDGED_IN_BUNDLE for part, _, _ in self._parts.get(path, ())):
            if role == "served-chain":
                yield from self._served_chain(file, policies)
            elif role == "ca-chain" and not named:
                yield from self._ca_chain(file, policies)
        if not named:
            for pairing in pairs.in_tree(file, self._store):
                if pairing.key is None or pairing.key.place.source.repo_path not in self._named:
                    yield Subject(pairing, policies, (pairing.origin,))

    def _certificates(self, file: File, role: str, policies: tuple[Policy, ...]) -> Iterator[Subject]:
        """Each certificate once per role and policy in which somebody uses it."""
        parts = self._parts.get(file.source.repo_path, ())
        for certificate in file.certificates:
            judged: dict[tuple[str, ...], dict[int, Policy]] = {}
            for part, bundle, of_bundle in parts:
                circumstances = self._circumstances(certificate, part, bundle, file, role)
                judged.setdefault(circumstances, {}).update((id(policy), policy) for policy in of_bundle)
            if not parts:
                content = certificate_role(certificate.x509)
                judged[("trust-bundle", content) if role == "trust-bundle" else (content,)] = {
                    id(policy): policy for policy in policies
                }
            for circumstances, of_role in judged.items():
                yield Subject(certificate, tuple(of_role.values()), circumstances)
            if self._damaged_self_signature(certificate):
                yield Subject(SelfSignature(certificate), policies, next(iter(judged)))

    def _circumstances(
        self, certificate: Certificate, part: str, bundle: Bundle, file: File, role: str
    ) -> tuple[str, ...]:
        """The roles of a certificate in a bundle, most specific first."""
        if part == "server" and certificate is bundle.leaf:
            return ("server",)
        if part == "client" and certificate is next(iter(file.certificates)):
            return ("client",)
        content = certificate_role(certificate.x509)
        if content in ("unknown", "server", "client", "other") and part in ("chain", "client-ca", "roots"):
            content = "ca"
        return ("trust-bundle", content) if role == "trust-bundle" and part in ("roots", "client-ca") else (content,)

    def _damaged_self_signature(self, certificate: Certificate) -> bool:
        from pemlint.crypto import Verdict
        from pemlint.store import key_identifier

        if not certificate.x509.self_issued or isinstance(certificate.x509.subject, x509.Problem):
            return False
        authority = key_identifier(certificate)
        if authority is not None and authority != certificate.x509.subject_key_identifier:
            return False
        if self._links.verdict(certificate, certificate) != Verdict.INVALID:
            return False
        return not self._links.issuers(certificate, self._store.named(certificate.x509.subject))

    def _served_chain(self, file: File, policies: tuple[Policy, ...]) -> Iterator[Subject]:
        """One file with a leaf and CAs, and no manifest that says more."""
        certificates = file.certificates
        authorities = acting_as_ca(certificates)
        leaf = next(certificate for certificate in certificates if certificate.der not in authorities)
        analysis = chains.analyse(
            "served-chain", leaf, certificates, (), roots=None, links=self._links, elsewhere=self._elsewhere
        )
        yield Subject(analysis, policies, ("served-chain",))

    def _ca_chain(self, file: File, policies: tuple[Policy, ...]) -> Iterator[Subject]:
        """A file of CAs: a chain, if a leaf in the same folder is signed by one of them."""
        for authority in file.certificates:
            subject = authority.x509.subject
            if isinstance(subject, x509.Problem):
                continue
            for leaf in self._lone_leaves().get((file.folder, subject.key), ()):
                if self._links.signed(leaf, authority):
                    analysis = chains.analyse(
                        "ca-chain",
                        leaf,
                        (),
                        file.certificates,
                        roots=None,
                        links=self._links,
                        elsewhere=self._elsewhere,
                    )
                    yield Subject(analysis, policies, ("ca-chain",), frozenset((file.source.path,)))
                    return

    def _lone_leaves(self) -> dict[tuple[str, bytes], list[Certificate]]:
        """The leaves that stand alone in their file, by folder and issuer."""
        if self._leaves is None:
            self._leaves = {}
            for file in self._store.files.values():
                if file_role(file.certificates) == "leaf":
                    leaf = file.certificates[0]
                    if isinstance(leaf.x509.issuer, x509.Name):
                        self._leaves.setdefault((file.folder, leaf.x509.issuer.key), []).append(leaf)
        return self._leaves
