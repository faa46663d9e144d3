"""Each bundle, and what every platform would do with it."""

from __future__ import annotations

from pemlint.bundles import Bundle, StatedManifest
from pemlint.looking.facts import instant
from pemlint.looking.records import Deployment, Reason, Spot, Standing, Survey
from pemlint.model import Severity
from pemlint.restrictions import restrictions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from pemlint.model import Finding
    from pemlint.policy import Policy
    from pemlint.subjects import Subject, Tree

__all__ = ["survey"]


def survey(
    tree: Tree,
    policies: Sequence[Policy],
    base: Policy,
    judged: Callable[[Iterable[Subject]], Sequence[Finding]],
    now: datetime,
) -> Survey:
    """Where each bundle could go. ``judged`` gives what each of the ``policies`` finds in some subjects.

    Errors count whoever asks; warnings, where the platform asks for something that ``base`` does not.
    """
    platforms = [(policy, frozenset(restrictions(policy, base))) for policy in policies]
    targets = {file.source.path for file in tree.store.files.values() if file.source.target}
    concerned = _Concerned(tree.subjects)
    deployments = []
    for bundle in tree.bundles:
        files = {part.file.source.path for part in bundle.parts() if part.file}
        if bundle.source.target or not targets.isdisjoint(files):
            # what its clients trust is no part of what is deployed
            deployed = {part.file.source.path for part in bundle.parts() if part.file and part is not bundle.roots}
            paths = deployed | {bundle.source.path}
            found = [each for each in judged(concerned.by(bundle, deployed)) if each.location.path in paths]
            deployments.append(
                Deployment(
                    name=bundle.declaration.name,
                    spot=Spot(bundle.source.path, bundle.declaration.mark.line),
                    origin="manifest" if concerned.declared(bundle) else "files",
                    platforms=tuple(_standing(policy, own, found) for policy, own in platforms),
                )
            )
    return Survey(instant(now), tuple(deployments))


class _Concerned:
    """What is judged, by the bundle or the file that it belongs to."""

    __slots__ = ("_by_bundle", "_by_path", "_manifests")

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self._by_bundle: dict[int, list[Subject]] = {}
        self._by_path: dict[str, list[Subject]] = {}
        self._manifests: dict[str, Subject] = {}
        for subject in subjects:
            value = subject.value
            bundle = value if isinstance(value, Bundle) else getattr(value, "bundle", None)
            if bundle is not None:
                self._by_bundle.setdefault(id(bundle), []).append(subject)
            elif isinstance(value, StatedManifest):
                self._manifests[value.source.path] = subject
            else:
                for path in subject.files:
                    self._by_path.setdefault(path, []).append(subject)

    def declared(self, bundle: Bundle) -> bool:
        """Whether a manifest says so."""
        return bundle.source.path in self._manifests

    def by(self, bundle: Bundle, paths: Iterable[str]) -> Iterator[Subject]:
        """The bundle with all that stands in its files, each once."""
        yield from self._by_bundle.get(id(bundle), ())
        if self.declared(bundle):
            yield self._manifests[bundle.source.path]
        yield from {id(each): each for path in sorted(paths) for each in self._by_path.get(path, ())}.values()


def _standing(policy: Policy, restricted: frozenset[str], findings: Iterable[Finding]) -> Standing:
    """What the findings of one profile mean."""
    own = [
        each
        for each in findings
        if policy.name in each.profiles
        and (each.severity is Severity.ERROR or (each.severity is Severity.WARNING and each.rule in restricted))
    ]
    errors = sum(each.severity is Severity.ERROR for each in own)
    graver = sorted(own, key=lambda each: -each.severity)
    return Standing(
        profile=policy.name,
        platform=policy.platform or policy.title,
        takes="no" if errors else "with warnings" if own else "yes",
        errors=errors,
        warnings=len(own) - errors,
        reasons=tuple(
            Reason(
                severity=each.severity.label,
                rule=each.rule,
                text=each.message,
                spot=Spot(each.location.path, each.location.line, each.block or 0),
                why=each.why,
                source=each.source,
            )
            for each in graver
        ),
    )
