"""Everything that was read, turned into everything that is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint.bundles import StatedManifest, resolve
from pemlint.chains import ChainAnalysis, Elsewhere
from pemlint.manifests import Problem
from pemlint.policy import ConfigurationError
from pemlint.store import Links
from pemlint.subjects.facts import Facts
from pemlint.subjects.of_bundle import of_bundle
from pemlint.subjects.of_file import FileSubjects
from pemlint.subjects.of_keys import KeySubjects
from pemlint.subjects.reading import PublicRoots, read_files
from pemlint.subjects.records import Subject, Tree
from pemlint.subjects.uses import Uses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from pemlint.batch import Batch
    from pemlint.bundles import Bundle
    from pemlint.config import Plan
    from pemlint.manifests import Declaration, Manifest
    from pemlint.model import Source
    from pemlint.policy import Policy
    from pemlint.store import File, Store

__all__ = ["read"]


def read(
    batch: Batch,
    plan: Plan,
    public_roots: Callable[[], bytes],
    *,
    now: datetime | None = None,
    infer: bool = False,
) -> Tree:
    """Build every subject of a run. Raises ConfigurationError where a profile cannot be loaded.

    ``now`` (aware, UTC) is the moment for which chains are built. ``infer``: server certificates that no manifest names
    become bundles too, with the chain and the key that belong to them.
    """
    store = read_files(batch.sources)
    elsewhere = Elsewhere(store.authorities.candidates, PublicRoots(public_roots).candidates, store.nearest)
    facts = Facts(store, Links(store.certificates), elsewhere, now)
    uses = Uses()
    bundles: list[Bundle] = []
    subjects: list[Subject] = []
    for source, manifest in batch.manifests:
        problems = list(manifest.problems)
        for declaration in manifest.bundles:
            policies, unknown = _policies(manifest, declaration, plan)
            problems.extend(unknown)
            bundle = _resolved(source, manifest, declaration, batch, store)
            bundles.append(bundle)
            subjects.extend(_judged(bundle, policies, facts, uses))
        stated = StatedManifest(source, manifest._replace(problems=tuple(problems)))
        subjects.append(Subject(stated, plan.policies(manifest.repo_path)))
    for each in batch.unread:
        kind = tuple(filter(None, (each.kind, each.reason)))
        subjects.append(Subject(each, plan.policies(each.source.repo_path), kind))
    if infer:
        from pemlint.subjects.inferring import inferred

        for bundle in inferred(facts, uses):
            bundles.append(bundle)
            subjects.extend(_judged(bundle, plan.policies(bundle.source.repo_path), facts, uses))
    keys = KeySubjects(store, bundles, batch.scanned)
    subjects.extend(_of_files(FileSubjects(facts, uses, keys), store, plan))
    if keys.wants_public_keys(policy for subject in subjects for policy in subject.policies):
        subjects.extend(keys.of_public_keys(lambda path: uses.policies(path, plan.policies(path))))
    return Tree(store, tuple(subjects), tuple(bundles), facts)


def _judged(bundle: Bundle, policies: tuple[Policy, ...], facts: Facts, uses: Uses) -> tuple[Subject, ...]:
    """The subjects of a bundle; its use of files is noted."""
    judged = tuple(of_bundle(bundle, policies, facts))
    analysis = next((each.value for each in judged if isinstance(each.value, ChainAnalysis)), None)
    uses.add(bundle, policies, analysis.not_needed if analysis else frozenset())
    return judged


def _of_files(files: FileSubjects, store: Store, plan: Plan) -> Iterator[Subject]:
    for file in store.files.values():
        yield from files.of(file, plan.policies(file.source.repo_path))


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
