"""Which policies judge which path: what a configuration says, and the command line, applied.

Strongest first: ``--profile``; the bundle's; the last matching ``[[override]]`` that names one; the configuration's;
``default``. Then ``[rules.*]``, the rules of every matching override in file order, and ``--select``/``--ignore``.
"""

from __future__ import annotations

from pemlint.policy import Policy, is_path
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from pemlint.exemptions import Ignore
    from pemlint.globs import Patterns
    from pemlint.policy import Entry, Loader

__all__ = ["Choice", "Configuration", "Override", "Plan"]


class Override(NamedTuple):
    """Another profile, or other grades, for some paths."""

    paths: Patterns
    profiles: tuple[str, ...]
    rules: Mapping[str, Entry]
    base: str


class Configuration(NamedTuple):
    """What one configuration file says, with everything that it extends."""

    path: str = ""
    #: the folder that profile files named in it are relative to
    base: str = ""
    profiles: tuple[str, ...] = ()
    rules: tuple[Mapping[str, Entry], ...] = ()
    exclude: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    #: raw ``[[bundle]]`` tables, which the manifests package reads
    bundles: tuple[Any, ...] = ()
    #: whether it belongs to the tree under test; else the user named a file of another place
    in_tree: bool = True
    #: as ``path``, from the root of the repository
    repo_path: str = ""
    #: the folder, from that root, that its patterns are relative to; empty for the root itself
    scope: str = ""

    #: of each file that it is made of, those that it extends first: the path, the bytes and the number of overrides
    texts: tuple[tuple[str, bytes, int], ...] = ()

    def inside(self, repo_path: str) -> str:
        """A path as its patterns see it; empty for what lies elsewhere."""
        if not self.scope:
            return repo_path
        return repo_path[len(self.scope) + 1 :] if repo_path.startswith(f"{self.scope}/") else ""


class Choice(NamedTuple):
    """Which profiles judge something, and who says so."""

    names: tuple[str, ...]
    #: the folder that paths among the names are relative to
    base: str
    #: the overrides that match, by their number
    matching: tuple[int, ...]
    #: who named the profiles: ``command line``, ``bundle``, ``configuration``, the number of an override; or nobody
    by: str | int


class Plan:
    """Which policies judge a path: the configuration and the command line, applied."""

    __slots__ = (
        "_choices",
        "_configuration",
        "_everywhere",
        "_forced",
        "_ignored",
        "_loader",
        "_memo",
        "_nested",
        "_root",
        "_selected",
    )

    def __init__(
        self,
        loader: Loader,
        configuration: Configuration,
        *,
        root: str = "",
        profiles: tuple[str, ...] = (),
        selected: frozenset[str] | None = None,
        ignored: frozenset[str] = frozenset(),
    ) -> None:
        self._loader = loader
        self._configuration = configuration
        self._root = root
        self._forced = profiles
        self._selected = selected
        self._ignored = ignored
        self._nested: Mapping[str, Plan] = {}
        self._choices: dict[tuple[str, tuple[str, ...]], Choice] = {}
        self._memo: dict[tuple[tuple[str, ...], str, tuple[int, ...]], tuple[Policy, ...]] = {}
        self._everywhere: tuple[Policy, ...] | None = None

    def with_nested(self, nested: Mapping[str, Plan]) -> Plan:
        """Let others hold for the files of some folders, given by their paths from the root of the repository."""
        self._nested = nested
        return self

    def beside(self, configuration: Configuration) -> Plan:
        """The same with another configuration."""
        return Plan(
            self._loader,
            configuration,
            root=self._root,
            profiles=self._forced,
            selected=self._selected,
            ignored=self._ignored,
        )

    def of(self, repo_path: str) -> Plan:
        """The one that holds for a file."""
        return self._nested.get(repo_path.rpartition("/")[0], self) if self._nested else self

    @property
    def all(self) -> tuple[Plan, ...]:
        """This one and those that hold for some folders, each once."""
        return tuple(dict.fromkeys((self, *self._nested.values())))

    @property
    def configuration(self) -> Configuration:
        """The configuration in force, where no other holds."""
        return self._configuration

    @property
    def is_built_in(self) -> bool:
        """Whether neither a configuration nor a profile file of the command line has a say."""
        return not self._configuration.path and not any(map(is_path, self._forced)) and not self._nested

    def policies(self, repo_path: str, bundle: tuple[str, ...] = ()) -> tuple[Policy, ...]:
        """The policies for a file, or for a bundle (its manifest's path and the profiles that it names).

        Raises ConfigurationError where a profile cannot be loaded.
        """
        plan = self.of(repo_path)
        if bundle or plan.configuration.overrides:
            return plan.chosen(plan.choice(repo_path, bundle))
        return plan.everywhere

    @property
    def everywhere(self) -> tuple[Policy, ...]:
        """The policies of all files that no override is about. Raises ConfigurationError."""
        if self._everywhere is None:
            self._everywhere = self.chosen(self._choice("", ()))
        return self._everywhere

    def chosen(self, choice: Choice) -> tuple[Policy, ...]:
        """The policies of a choice, everything laid over them. Raises ConfigurationError."""
        key = choice[:3]
        if key not in self._memo:
            self._memo[key] = self.laid_over(self.bare(choice), choice)
        return self._memo[key]

    def bare(self, choice: Choice) -> tuple[Policy, ...]:
        """The profiles of a choice by themselves. Raises ConfigurationError."""
        return tuple(self._loader.policy(name, choice.base) for name in choice.names)

    def unconfigured(self) -> tuple[Policy, ...]:
        """The profiles that would be in force without any configuration. Raises ConfigurationError."""
        return tuple(self._loader.policy(name) for name in self._forced or ("default",))

    def speaks_of(self, rule_id: str) -> bool:
        """Whether the command line wants a rule."""
        return rule_id not in self._ignored and (self._selected is None or rule_id in self._selected)

    def selected(self, policies: Iterable[Policy]) -> tuple[Policy, ...]:
        """The policies as the command line wants them."""
        return tuple(policy.selected(self._selected, self._ignored) for policy in policies)

    def laid_over(self, policies: Iterable[Policy], choice: Choice) -> tuple[Policy, ...]:
        """The policies with the tables of the configuration over them, and as the command line wants them."""
        overrides = self._configuration.overrides
        tables = (*self._configuration.rules, *(overrides[i].rules for i in choice.matching))
        return self.selected(policy.overlaid(tables) for policy in policies)

    def choice(self, repo_path: str, bundle: tuple[str, ...] = ()) -> Choice:
        """Who judges a file, or a bundle."""
        if not self._configuration.overrides:
            return self._choice(repo_path, bundle)
        key = (repo_path, bundle)
        if key not in self._choices:
            self._choices[key] = self._choice(repo_path, bundle)
        return self._choices[key]

    def _choice(self, repo_path: str, bundle: tuple[str, ...]) -> Choice:
        overrides = self._configuration.overrides
        matching: tuple[int, ...] = ()
        if overrides:
            from pemlint.globs import parts_of

            parts = parts_of(self._configuration.inside(repo_path))
            matching = tuple(i for i, override in enumerate(overrides) if override.paths.cover(parts))
        if self._forced:
            return Choice(self._forced, "", matching, "command line")
        if bundle:
            # a manifest outside the root has an absolute path already
            whole = repo_path if repo_path.startswith("/") else f"{self._root}/{repo_path}"
            return Choice(bundle, whole.rpartition("/")[0] if any(map(is_path, bundle)) else "", matching, "bundle")
        for i in reversed(matching):
            if overrides[i].profiles:
                return Choice(overrides[i].profiles, overrides[i].base, matching, i)
        own = self._configuration.profiles
        return Choice(own or ("default",), self._configuration.base, matching, "configuration" if own else "")
