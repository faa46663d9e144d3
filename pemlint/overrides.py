"""What the tree under test has changed about its own judgement, so that nothing is turned off in silence.

A configuration in the tree is as untrusted as the rest of it: a pull request may add one line and be clean. So what is
in force is compared with the built-in profiles that it builds on and, where one of them is lenient, with what would be
in force without any configuration. To choose among the others, which differ by platform, makes nothing milder.
"""

from __future__ import annotations

from itertools import chain, permutations

from pemlint.model import Overrides, Relaxed, Severity
from pemlint.policy import ConfigurationError, overlay
from pemlint.record import NamedTuple
from pemlint.rule import Setting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pemlint.batch import Batch
    from pemlint.model import Accepted, OptionValue
    from pemlint.plan import Choice, Plan
    from pemlint.policy import Entry, Policy
    from pemlint.registry import RuleInfo

__all__ = ["MOST_RELAXED", "overridden"]

#: what is told at most; a tree may have a manifest in every folder
MOST_RELAXED = 1000

_NOTHING = Setting()


def overridden(plan: Plan, batch: Batch, infos: Mapping[str, RuleInfo], accepted: Iterable[Accepted] = ()) -> Overrides:
    """Everything that files of the tree have made milder for what was asked about, in an order of its own.

    ``accepted`` are the findings that somebody has ignored.
    """
    relaxed: set[Relaxed] = set()
    for judgement in _judgements(plan, batch):
        for rule_id, info in infos.items():
            relaxed.update(judgement.relaxed(rule_id, info))
        if len(relaxed) >= MOST_RELAXED:
            break
    counted: dict[tuple[str, str], int] = {}
    for finding, _, path, _, in_tree in accepted:
        if in_tree and (finding.severity is Severity.ERROR or infos[finding.rule].security):
            counted[path, finding.rule] = counted.get((path, finding.rule), 0) + 1
    own = plan.configuration
    return Overrides(
        relaxed=tuple(sorted(relaxed, key=_place)[:MOST_RELAXED]),
        suppressed=tuple((path, rule, count) for (path, rule), count in sorted(counted.items())),
        # of a rule that has another grade for the whole run, if there is one configuration for it
        path=own.path if own.in_tree and len(plan.all) == 1 and (relaxed or counted) else "",
    )


def _place(relaxed: Relaxed) -> tuple[object, ...]:
    return relaxed.path, relaxed.scope, relaxed.severity, relaxed.rule, relaxed.roles, relaxed.options


class _Origin(NamedTuple):
    """Which file says so, and for which paths."""

    path: str
    scope: tuple[str, ...] = ()


class _Change(NamedTuple):
    """How a rule is judged more mildly, whoever says so."""

    severity: Severity
    expected: Severity
    roles: tuple[str, ...] = ()
    options: tuple[tuple[str, OptionValue, OptionValue], ...] = ()


class _Judgement(NamedTuple):
    """What judges something, and what would judge it without the files of the tree."""

    #: who chose the profiles, if that was a file of the tree
    origin: _Origin | None
    #: the policies in force, and the same before the tables of the tree's configuration were laid over them
    after: tuple[Policy, ...]
    bare: tuple[Policy, ...]
    #: what they build on, one by one, that is not of the tree
    grounds: tuple[Policy, ...]
    #: what would be in force if nobody had chosen; empty where the choice makes nothing milder
    without: tuple[Policy, ...]
    tables: tuple[tuple[_Origin, Mapping[str, Entry]], ...]

    def relaxed(self, rule_id: str, info: RuleInfo) -> Iterator[Relaxed]:
        """How it is milder about a rule, once for each file and table that makes it so."""
        grounds = _settings(self.grounds, rule_id)
        before = [*grounds, *_settings(self.without, rule_id)]
        after = _settings(self.after, rule_id)
        if all(setting is before[0] for setting in (*before, *after)):
            return
        if not (info.security or any(_gravest(setting) is Severity.ERROR for setting in before)):
            return
        changes = tuple(_changes(before, after, grounds, info))
        if not changes:
            return
        origins = {
            origin
            for origin, table in self.tables
            if rule_id in table
            and any(_changes(grounds, [overlay(each, table[rule_id]) for each in grounds], grounds, info))
        }
        if self.origin and any(_changes(before, _settings(self.bare, rule_id), grounds, info)):
            origins.add(self.origin)
        for path, scope in origins or {self.origin or self.tables[0][0]}:
            for change in changes:
                yield Relaxed(path, scope, rule_id, *change)


def _judgements(plan: Plan, batch: Batch) -> Iterator[_Judgement]:
    """Each distinct way in which something is judged that was asked about."""
    paths: dict[int, list[str]] = {}
    bundles: dict[int, list[tuple[str, str, tuple[str, ...]]]] = {}
    for source in batch.sources:
        if source.target:
            paths.setdefault(id(plan.of(source.repo_path)), []).append(source.repo_path)
    for source, manifest in batch.manifests:
        of_manifest = bundles.setdefault(id(plan.of(manifest.repo_path)), [])
        of_manifest += ((source.path, manifest.repo_path, bundle.profiles) for bundle in manifest.bundles)
    for each in plan.all:
        yield from _of_plan(each, paths.get(id(each), []), bundles.get(id(each), ()))


def _of_plan(
    plan: Plan, paths: Sequence[str], bundles: Iterable[tuple[str, str, tuple[str, ...]]]
) -> Iterator[_Judgement]:
    """``bundles``: the manifest of each, as people see it and from the root, and the profiles that it names."""
    seen: set[tuple[Choice, str]] = set()
    if not plan.configuration.overrides:
        # Then one speaks for all.
        paths = paths[:1]
    of_files = ((plan.choice(path), "") for path in paths)
    of_bundles = ((plan.choice(path, profiles), manifest) for manifest, path, profiles in bundles)
    for choice, manifest in chain(of_files, of_bundles):
        by_bundle = manifest if choice.by == "bundle" else ""
        if (choice, by_bundle) not in seen:
            seen.add((choice, by_bundle))
            try:
                yield _judgement(plan, choice, by_bundle)
            except ConfigurationError:
                # A manifest that names what there is not is judged as the file that it is, which a finding says.
                continue


def _judgement(plan: Plan, choice: Choice, manifest: str) -> _Judgement:
    """``manifest``: that chose the profiles, if one did."""
    own = plan.configuration
    bare, after = plan.bare(choice), plan.chosen(choice)
    grounds = tuple(policy.ground or policy for policy in bare)
    # What a tree chooses counts where the choice is lenient. What the user chooses is as the user wants it.
    by_tree = manifest or (own.in_tree and choice.by != "command line")
    lenient = by_tree and any(policy.lenient for policy in grounds)
    without = tuple(policy.ground or policy for policy in plan.unconfigured()) if lenient else ()
    if own.in_tree:
        return _Judgement(
            _origin(plan, choice, manifest),
            after,
            plan.selected(bare),
            plan.selected(grounds),
            plan.selected(without),
            _tables(plan, choice),
        )
    # A configuration that the user named, outside of the tree, holds like the command line.
    before = plan.laid_over(grounds, choice), plan.laid_over(without, choice)
    return _Judgement(_origin(plan, choice, manifest), after, after, *before, ())


def _origin(plan: Plan, choice: Choice, manifest: str) -> _Origin | None:
    """The file of the tree that chose the profiles of a file, or is one of them."""
    own = plan.configuration
    if manifest:
        return _Origin(manifest)
    if choice.by == "command line" or not own.in_tree:
        named = next((policy for policy in plan.bare(choice) if policy.ground), None)
        return _Origin(named.name) if named else None
    if isinstance(choice.by, int):
        return _Origin(own.path, own.overrides[choice.by].paths.written)
    return _Origin(own.path) if choice.by else None


def _tables(plan: Plan, choice: Choice) -> tuple[tuple[_Origin, Mapping[str, Entry]], ...]:
    own = plan.configuration
    if not own.in_tree:
        return ()
    general = ((_Origin(own.path), table) for table in own.rules)
    matching = (own.overrides[i] for i in choice.matching)
    return (*general, *((_Origin(own.path, each.paths.written), each.rules) for each in matching))


def _settings(policies: Iterable[Policy], rule_id: str) -> list[Setting]:
    return [policy.settings.get(rule_id, _NOTHING) for policy in policies]


def _gravest(setting: Setting) -> Severity:
    return max((setting.severity, *setting.by_role.values()))


def _changes(
    before: Sequence[Setting], after: Sequence[Setting], grounds: Sequence[Setting], info: RuleInfo
) -> Iterator[_Change]:
    """How a rule is milder under settings of which the gravest holds than under others.

    ``grounds`` are those that ``after`` builds on, one by one.
    """
    gravest = max(map(_gravest, before))
    if not any(setting.active for setting in after):
        if gravest:
            yield _Change(Severity.OFF, gravest)
        return
    general = _Change(_grade(after, ()), _grade(before, ()))
    if general.severity < general.expected:
        yield general
    # The first role of a subject that a setting names decides, so that more than two of them tell nothing new.
    names = sorted({role for setting in (*before, *after) for role in setting.by_role})
    special: dict[str, tuple[Severity, Severity]] = {}
    least = general.severity if general.severity < general.expected else Severity.ERROR
    for roles in chain(((name,) for name in names), permutations(names, 2)):
        grades = (_grade(after, roles), _grade(before, roles))
        if grades[0] < min(grades[1], least):
            known = special.get(roles[0], grades)
            special[roles[0]] = (min(grades[0], known[0]), max(grades[1], known[1]))
    for severity, expected in sorted(set(special.values())):
        yield _Change(
            severity, expected, tuple(role for role in sorted(special) if special[role] == (severity, expected))
        )
    options = tuple(_options(after, grounds, info))
    if options:
        yield _Change(general.severity, general.expected, (), options)


def _grade(settings: Iterable[Setting], roles: tuple[str, ...]) -> Severity:
    return max(setting.grade(roles) for setting in settings)


def _options(
    after: Sequence[Setting], grounds: Sequence[Setting], info: RuleInfo
) -> Iterator[tuple[str, OptionValue, OptionValue]]:
    """The options that have another value throughout. Which of two values is the milder one, only people know."""
    pairs = [(old, new) for old, new in zip(grounds, after, strict=True) if old.active and new.active]
    for option in info.options:
        name = option.name.replace("-", "_")
        values = [(new.options.get(name, option.default), old.options.get(name, option.default)) for old, new in pairs]
        if values and all(new != old for new, old in values):
            yield option.name, *values[0]
