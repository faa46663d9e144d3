"""``pemlint.toml`` and ``[tool.pemlint]``: which profile judges which path, and what is left out.

Strongest first: ``--profile``; the bundle's; the last matching ``[[override]]`` that names one; the configuration's;
``default``. Then ``[rules.*]``, the rules of every matching override in file order, and ``--select``/``--ignore``.
"""

from __future__ import annotations

from pemlint import quoting
from pemlint.digests import sha256_hex
from pemlint.globs import Patterns
from pemlint.policy import ConfigurationError, Entry, Policy, check_keys, entries, is_path, parse_toml, text, texts
from pemlint.record import NamedTuple
from pemlint.registry import select
from pemlint.suggest import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from pemlint.policy import Loader
    from pemlint.registry import RuleInfo

__all__ = ["Choice", "Configuration", "Ignore", "Override", "Plan", "parse", "selectors"]

_KEYS = ("profile", "extends", "rules", "exclude", "override", "ignore", "bundle", "title", "description", "platform")
_OVERRIDE_KEYS = ("paths", "profile", "rules")
_IGNORE_KEYS = ("paths", "rules", "spki-sha256", "reason")
_MAX_DEPTH = 8


class Override(NamedTuple):
    """Another profile, or other grades, for some paths."""

    paths: Patterns
    profiles: tuple[str, ...]
    rules: Mapping[str, Entry]
    base: str


class Ignore(NamedTuple):
    """Findings that are known and accepted, with the reason."""

    paths: Patterns | None
    rules: frozenset[str] | None
    spki_sha256: frozenset[str]
    reason: str


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


def parse(
    data: bytes,
    path: str,
    base: str,
    known: Mapping[str, RuleInfo],
    read: Callable[[str, str], tuple[bytes, str]],
    depth: int = 0,
) -> Configuration:
    """A configuration from its bytes. ``read`` gives the bytes and the folder of a file that it extends.

    Raises ConfigurationError, whose text is one line.
    """
    table = parse_toml(data, path)
    if path.rpartition("/")[2] == "pyproject.toml":
        tool = table.get("tool", {})
        table = tool.get("pemlint", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        message = f"{path}: [tool.pemlint] must be a table"
        raise ConfigurationError(message)
    check_keys(table, _KEYS, path)
    own = Configuration(
        path=path,
        base=base,
        profiles=texts(table, "profile", path),
        rules=(entries(table.get("rules", {}), known, path),),
        exclude=texts(table, "exclude", path),
        overrides=tuple(_override(item, base, known, path) for item in _tables(table, "override", path)),
        ignores=tuple(_ignore(item, known, path) for item in _tables(table, "ignore", path)),
        bundles=tuple(_tables(table, "bundle", path)),
    )
    extends = text(table, "extends", path)
    if not extends:
        return own
    if not is_path(extends):
        if own.profiles:
            message = f"{path}: 'extends' and 'profile' both name a built-in profile; keep one of them"
            raise ConfigurationError(message)
        return own._replace(profiles=(extends,))
    if depth >= _MAX_DEPTH:
        message = f"{path}: 'extends' goes deeper than {_MAX_DEPTH} files; is it a circle?"
        raise ConfigurationError(message)
    parent_data, parent_base = read(extends, base)
    return _inherit(parse(parent_data, extends, parent_base, known, read, depth + 1), own)


def _inherit(parent: Configuration, own: Configuration) -> Configuration:
    """``own`` over ``parent``: later wins, lists add up. Bundles are of the file that declares them."""
    return own._replace(
        base=own.base if own.profiles else parent.base,
        profiles=own.profiles or parent.profiles,
        rules=parent.rules + own.rules,
        exclude=parent.exclude + own.exclude,
        overrides=parent.overrides + own.overrides,
        ignores=parent.ignores + own.ignores,
    )


def _tables(table: Mapping[str, Any], key: str, where: str) -> list[Any]:
    value = table.get(key, [])
    if key == "bundle" and isinstance(value, dict):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        message = f"{where}: '{key}' is an array of tables: [[{key}]]"
        raise ConfigurationError(message)
    return value


def _override(table: Mapping[str, Any], base: str, known: Mapping[str, RuleInfo], where: str) -> Override:
    at = f"{where}: [[override]]"
    check_keys(table, _OVERRIDE_KEYS, at)
    paths = texts(table, "paths", at)
    if not paths:
        message = f"{at} needs 'paths'"
        raise ConfigurationError(message)
    return Override(Patterns(paths), texts(table, "profile", at), entries(table.get("rules", {}), known, at), base)


def _ignore(table: Mapping[str, Any], known: Mapping[str, RuleInfo], where: str) -> Ignore:
    at = f"{where}: [[ignore]]"
    check_keys(table, _IGNORE_KEYS, at)
    paths, rules, keys = (texts(table, key, at) for key in ("paths", "rules", "spki-sha256"))
    reason = text(table, "reason", at)
    if not reason.strip():
        message = f"{at} needs a 'reason'"
        raise ConfigurationError(message)
    if not (paths or rules or keys):
        message = f"{at} needs 'paths', 'rules' or 'spki-sha256': it would ignore everything"
        raise ConfigurationError(message)
    return Ignore(
        Patterns(paths) if paths else None,
        selectors(rules, known, f"{at}: rules") if rules else None,
        frozenset(_digest(key, at) for key in keys),
        reason,
    )


def _digest(written: str, where: str) -> str:
    digest = sha256_hex(written)
    if not digest:
        message = f"{where}: 'spki-sha256' must be the SHA-256 of a public key, in hex or Base64"
        raise ConfigurationError(message)
    return digest


def selectors(words: Iterable[str], known: Mapping[str, RuleInfo], where: str) -> frozenset[str]:
    """The rule ids that words (ids, groups, ``ALL``) select. Raises ConfigurationError."""
    try:
        return select(words, known)
    except KeyError as error:
        word = str(error.args[0])
        choices = {*known, *(info.group for info in known.values())}
        message = f"{where}: unknown rule or group {quoting.value(word)}{did_you_mean(word, choices)}"
        raise ConfigurationError(message) from None


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

    __slots__ = ("_choices", "_configuration", "_forced", "_ignored", "_loader", "_memo", "_root", "_selected")

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
        self._choices: dict[tuple[str, tuple[str, ...]], Choice] = {}
        self._memo: dict[tuple[tuple[str, ...], str, tuple[int, ...]], tuple[Policy, ...]] = {}

    @property
    def configuration(self) -> Configuration:
        """The configuration in force."""
        return self._configuration

    @property
    def is_built_in(self) -> bool:
        """Whether neither a configuration nor a profile file of the command line has a say."""
        return not self._configuration.path and not any(map(is_path, self._forced))

    def policies(self, repo_path: str, bundle: tuple[str, ...] = ()) -> tuple[Policy, ...]:
        """The policies for a file, or for a bundle (its manifest's path and the profiles that it names).

        Raises ConfigurationError where a profile cannot be loaded.
        """
        return self.chosen(self.choice(repo_path, bundle))

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
        matching = tuple(i for i, override in enumerate(overrides) if override.paths.matches(repo_path))
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
