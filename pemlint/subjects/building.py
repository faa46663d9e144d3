"""Everything that was read, turned into everything that is judged."""

from __future__ import annotations

from functools import partial
from itertools import chain

from pemlint.bundles import StatedManifest, resolve
from pemlint.chains import ChainAnalysis, Elsewhere
from pemlint.manifests import Problem
from pemlint.policy import ConfigurationError
from pemlint.record import NamedTuple
from pemlint.sharing import WHOLE
from pemlint.store import Links
from pemlint.subjects.facts import Facts, signed
from pemlint.subjects.of_bundle import of_bundle
from pemlint.subjects.of_file import FileSubjects
from pemlint.subjects.of_keys import KeySubjects
from pemlint.subjects.reading import PublicRoots, read_files
from pemlint.subjects.records import Subject, Tree
from pemlint.subjects.uses import Uses
from pemlint.watch import unwatched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from pemlint.batch import Batch
    from pemlint.bundles import Bundle
    from pemlint.manifests import Declaration, Manifest
    from pemlint.model import NotRead, Source
    from pemlint.plan import Plan
    from pemlint.policy import Policy
    from pemlint.sharing import Share
    from pemlint.store import File, Store
    from pemlint.watch import Watch

__all__ = ["Ground", "read", "survey"]


class _Declared(NamedTuple):
    """A manifest, and the bundles that it declares."""

    stated: StatedManifest
    #: in force for the manifest itself
    policies: tuple[Policy, ...]
    bundles: tuple[tuple[Bundle, tuple[Policy, ...]], ...]


class Ground(NamedTuple):
    """Everything that was read and resolved: what subjects are built from."""

    facts: Facts
    plan: Plan
    declared: tuple[_Declared, ...]
    #: what could not be read, and should have been
    unread: tuple[NotRead, ...]
    #: bundles that no manifest declares
    inferred: tuple[tuple[Bundle, tuple[Policy, ...]], ...]
    scanned: tuple[str, ...]

    @property
    def store(self) -> Store:
        """All material."""
        return self.facts.store

    @property
    def bundles(self) -> tuple[Bundle, ...]:
        """All bundles, in the order of the manifests."""
        declared = (bundle for each in self.declared for bundle, _ in each.bundles)
        return (*declared, *(bundle for bundle, _ in self.inferred))

    def subjects(self, share: Share = WHOLE, watch: Watch = unwatched) -> Iterator[tuple[int, Subject]]:
        """The subjects of a share, each with the number of the manifest, file or key of the run that it comes from.

        Those of all shares, in the order of these numbers, are those of the whole in their order.
        """
        uses = Uses()
        keys = KeySubjects(self.store, self.bundles, self.scanned)
        judging: dict[int, tuple[Policy, ...]] = {}
        for number, subject in chain(self._stated(uses, share), self._of_files(uses, keys, share, watch)):
            judging[id(subject.policies)] = subject.policies
            yield number, subject
        # one share does not know the policies of the others
        if share.of > 1 or keys.wants_public_keys(policy for policies in judging.values() for policy in policies):
            policies_of = self._policies_of(uses)
            for number, identity in enumerate(self.store.holders, self._before_files + len(self.store.files)):
                if share.of == 1 or share.has(self.store.holders.home(identity)):
                    for subject in keys.of_public_key(identity, policies_of):
                        yield number, subject

    def _stated(self, uses: Uses, share: Share) -> Iterator[tuple[int, Subject]]:
        """What manifests give, what could not be read, and what stands for a manifest."""
        for number, declared in enumerate(self.declared):
            for subject in self._of_manifest(declared, uses, share):
                yield number, subject
        for number, missing in enumerate(self.unread, len(self.declared)):
            if share.has(missing.source.path):
                kind = tuple(filter(None, (missing.kind, missing.reason)))
                yield number, Subject(missing, self.plan.policies(missing.source.repo_path), kind)
        for number, (bundle, policies) in enumerate(self.inferred, len(self.declared) + len(self.unread)):
            judged = self._of_bundle(bundle, policies, uses, share)
            if share.has(bundle.source.path):
                yield from ((number, subject) for subject in judged)

    @property
    def _before_files(self) -> int:
        return len(self.declared) + len(self.unread) + len(self.inferred)

    def _of_files(self, uses: Uses, keys: KeySubjects, share: Share, watch: Watch) -> Iterator[tuple[int, Subject]]:
        files = FileSubjects(self.facts, uses, keys)
        numbered = enumerate(self.store.files.values(), self._before_files)
        for number, file in watch("judging", [each for each in numbered if share.has(each[1].source.path)]):
            for subject in files.of(file, self.plan.policies(file.source.repo_path)):
                yield number, subject

    def _of_manifest(self, declared: _Declared, uses: Uses, share: Share) -> Iterator[Subject]:
        """Note who uses which file, and give the subjects of a manifest if it belongs to the share."""
        own = share.has(declared.stated.source.path)
        for bundle, policies in declared.bundles:
            judged = self._of_bundle(bundle, policies, uses, share)
            if own:
                yield from judged
        if own:
            yield Subject(declared.stated, declared.policies)

    def _of_bundle(self, bundle: Bundle, policies: tuple[Policy, ...], uses: Uses, share: Share) -> tuple[Subject, ...]:
        """The subjects of a bundle; its use of files is noted. None where no file of the share is in it."""
        paths = (bundle.source.path, *(part.file.source.path for part in bundle.parts() if part.file is not None))
        # what the clients of a bundle do not need is asked only of the files that are judged
        judged = tuple(of_bundle(bundle, policies, self.facts)) if any(map(share.has, paths)) else ()
        analysis = next((each.value for each in judged if isinstance(each.value, ChainAnalysis)), None)
        uses.add(bundle, policies, analysis.not_needed if analysis else frozenset())
        return judged

    def _policies_of(self, uses: Uses) -> Callable[[str], tuple[Policy, ...]]:
        return lambda path: uses.policies(path, self.plan.policies(path))


def survey(
    store: Store,
    batch: Batch,
    plan: Plan,
    public_roots: Callable[[], bytes],
    *,
    now: datetime | None = None,
    infer: bool = False,
) -> Ground:
    """Resolve the bundles of what was read. Raises ConfigurationError where a profile cannot be loaded.

    ``now`` (aware, UTC) is the moment for which chains are built. ``infer``: server certificates that no manifest names
    become bundles too, with the chain and the key that belong to them.
    """
    roots = PublicRoots(public_roots)
    elsewhere = Elsewhere(store.candidates, roots.candidates, store.nearest)
    facts = Facts(store, Links(partial(signed, store), roots.certificates), elsewhere, now)
    declared = []
    for source, manifest in batch.manifests:
        problems = list(manifest.problems)
        bundles = []
        for declaration in manifest.bundles:
            policies, unknown = _policies(manifest, declaration, plan)
            problems.extend(unknown)
            bundles.append((_resolved(source, manifest, declaration, batch, store), policies))
        stated = StatedManifest(source, manifest._replace(problems=tuple(problems)))
        declared.append(_Declared(stated, plan.policies(manifest.repo_path), tuple(bundles)))
    found = tuple(_inferred(declared, facts, plan)) if infer else ()
    return Ground(facts, plan, tuple(declared), batch.unread, found, batch.scanned)


def _inferred(declared: Iterable[_Declared], facts: Facts, plan: Plan) -> Iterator[tuple[Bundle, tuple[Policy, ...]]]:
    from pemlint.subjects.inferring import inferred

    uses = Uses()
    for each in declared:
        for bundle, policies in each.bundles:
            uses.add(bundle, policies, frozenset())
    for bundle in inferred(facts, uses):
        policies = plan.policies(bundle.source.repo_path)
        uses.add(bundle, policies, frozenset())
        yield bundle, policies


def read(
    batch: Batch,
    plan: Plan,
    public_roots: Callable[[], bytes],
    *,
    now: datetime | None = None,
    infer: bool = False,
    watch: Watch = unwatched,
) -> Tree:
    """Read everything, and build every subject of a run; see ``survey``."""
    ground = survey(read_files(batch.sources, watch), batch, plan, public_roots, now=now, infer=infer)
    subjects = tuple(subject for _, subject in ground.subjects(watch=watch))
    return Tree(ground.store, subjects, ground.bundles, ground.facts)


def _policies(manifest: Manifest, declaration: Declaration, plan: Plan) -> tuple[tuple[Policy, ...], list[Problem]]:
    """The policies of a bundle; a profile that is not there is a problem of the manifest."""
    try:
        return plan.policies(manifest.repo_path, declaration.profiles), []
    except ConfigurationError as error:
        if not declaration.profiles:
            raise
        return plan.policies(manifest.repo_path), [Problem(str(error), declaration.profiles_mark)]


def _resolved(source: Source, manifest: Manifest, declaration: Declaration, batch: Batch, store: Store) -> Bundle:
    def find(path: str) -> File | None:
        return store.files.get(batch.resolved.get((manifest.repo_path, path), ""))

    def absent(path: str) -> tuple[str, str]:
        reason, git = batch.absent.get((manifest.repo_path, path), ("missing", ""))
        return reason, git

    return resolve(source, declaration, find, absent)
