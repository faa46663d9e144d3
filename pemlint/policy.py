"""Profiles: TOML that says which rules apply, how grave, with which numbers, why, and by which source.

A built-in profile, a user's own file and the rules of a configuration have one form and are read by this code.
"""

from __future__ import annotations

from pemlint import quoting
from pemlint.circumstances import KNOWN
from pemlint.model import Severity
from pemlint.record import NamedTuple
from pemlint.rule import Setting
from pemlint.suggest import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from pemlint.registry import OptionInfo, RuleInfo

__all__ = ["ConfigurationError", "Entry", "Loader", "Policy", "check_keys", "entries", "overlay", "parse_toml"]

_SEVERITIES = {severity.label: severity for severity in Severity}
_ENTRY_KEYS = ("severity", "by-role", "when-selected", "why", "source")
_PROFILE_KEYS = ("title", "description", "lenient", "platform", "extends", "rules")
_MAX_DEPTH = 8
#: days, bits, bytes, exponents: a larger number is none of them, and its text may cost seconds
_LARGEST = 10**18 - 1


class ConfigurationError(ValueError):
    """A configuration or profile that cannot be used; the text is one line that says what to change.

    It may repeat what is written there, so that whatever could be a key is left out.
    """

    def __init__(self, message: str) -> None:
        super().__init__(quoting.withhold(message, strict=True))


class Entry(NamedTuple):
    """What one table says of one rule; None where it says nothing."""

    severity: Severity | None
    options: Mapping[str, Any]
    by_role: Mapping[str, Severity]
    when_selected: Severity | None
    why: str | None
    source: str | None


class Policy(NamedTuple):
    """A profile with everything that it extends: a setting for every rule."""

    name: str
    title: str
    description: str
    settings: Mapping[str, Setting]
    #: what people call the place that takes what passes; of a profile that extends one the same; empty for others
    platform: str = ""
    #: it is not for production: a tree that chooses it for some of its files is told to have done so
    lenient: bool = False
    #: of a file of the tree under test, the nearest policy that it extends and that is none; None for all others
    ground: Policy | None = None

    def overlaid(self, tables: Iterable[Mapping[str, Entry]]) -> Policy:
        """The same policy with tables of entries laid over it in turn."""
        settings = dict(self.settings)
        for table in tables:
            for rule_id, entry in table.items():
                settings[rule_id] = overlay(settings.get(rule_id, Setting()), entry)
        return self._replace(settings=settings)

    def selected(self, chosen: frozenset[str] | None, ignored: frozenset[str]) -> Policy:
        """Only the chosen rules (all that are on, for None) without the ignored ones."""
        settings = {}
        for rule_id, setting in self.settings.items():
            if rule_id in ignored or (chosen is not None and rule_id not in chosen):
                settings[rule_id] = setting._replace(severity=Severity.OFF, by_role={})
            elif chosen is not None and not setting.active:
                settings[rule_id] = setting._replace(severity=setting.when_selected)
            else:
                settings[rule_id] = setting
        return self._replace(settings=settings)


def overlay(setting: Setting, entry: Entry) -> Setting:
    """One entry over a setting. A milder severity also caps the grades by role that were there before."""
    severity = setting.severity if entry.severity is None else entry.severity
    inherited = setting.by_role
    if entry.severity is not None:
        inherited = {role: min(grade, severity) for role, grade in inherited.items()}
    return Setting(
        severity=severity,
        options={**setting.options, **entry.options},
        why=setting.why if entry.why is None else entry.why,
        source=setting.source if entry.source is None else entry.source,
        by_role={**inherited, **entry.by_role},
        when_selected=setting.when_selected if entry.when_selected is None else entry.when_selected,
    )


def parse_toml(data: bytes, where: str) -> dict[str, Any]:
    """The tables of a TOML file. Raises ConfigurationError in one line that names the file."""
    from pemlint import toml

    try:
        return toml.load(data)
    except toml.TomlError as error:
        raise ConfigurationError(f"{where}: {error}") from None


def check_keys(table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    """Refuse a key that is not known, by name and with the nearest known one."""
    choices = tuple(known)
    for key in table:
        if key not in choices:
            message = f"{where}: unknown key {quoting.value(key)}{did_you_mean(key, choices)}"
            raise ConfigurationError(message)


def entries(tables: Any, known: Mapping[str, RuleInfo], where: str, *, ours: bool = False) -> dict[str, Entry]:
    """The ``[rules.<id>]`` tables of a file, each checked against the rule's own options; ``ours``: built in."""
    if not isinstance(tables, dict):
        message = f"{where}: 'rules' is a table of tables: [rules.<rule-id>]"
        raise ConfigurationError(message)
    return {rule_id: _entry(rule_id, table, known, where, ours=ours) for rule_id, table in tables.items()}


def _entry(rule_id: str, table: Any, known: Mapping[str, RuleInfo], where: str, *, ours: bool) -> Entry:
    at = f"{where}: [rules.{rule_id}]"
    if rule_id not in known:
        message = f"{where}: unknown rule {quoting.value(rule_id)}{did_you_mean(rule_id, known)}"
        raise ConfigurationError(message)
    if isinstance(table, str):
        table = {"severity": table}
    if not isinstance(table, dict):
        message = f"{at} must be a table, or a severity"
        raise ConfigurationError(message)
    options = {option.name: option for option in known[rule_id].options}
    check_keys(table, (*_ENTRY_KEYS, *options), at)
    by_role = table.get("by-role", {})
    if not isinstance(by_role, dict):
        message = f'{at}: by-role is a table such as {{ client = "warning" }}'
        raise ConfigurationError(message)
    for role in by_role:
        if role not in KNOWN:
            message = f"{at}: unknown role or circumstance {quoting.value(role)}{did_you_mean(role, KNOWN)}"
            raise ConfigurationError(message)
    return Entry(
        severity=_severity(table["severity"], at) if "severity" in table else None,
        options={_python(name): _option(options[name], table[name], at) for name in table if name in options},
        by_role={role: _severity(grade, at) for role, grade in by_role.items()},
        when_selected=_severity(table["when-selected"], at) if "when-selected" in table else None,
        why=_prose(table, "why", at, ours=ours) if "why" in table else None,
        source=_prose(table, "source", at, ours=ours) if "source" in table else None,
    )


def text(table: Mapping[str, Any], key: str, where: str) -> str:
    """A string value, or the empty string where the key is absent."""
    value = table.get(key, "")
    if not isinstance(value, str):
        message = f"{where}: '{key}' must be a string"
        raise ConfigurationError(message)
    return value


def _prose(table: Mapping[str, Any], key: str, where: str, *, ours: bool) -> str:
    """A text that findings repeat, as far as it is no key; there is none in a profile that is built in."""
    found = text(table, key, where)
    return found if ours else quoting.withhold(found, strict=True)


def texts(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """A string or a list of strings, as a tuple."""
    value = table.get(key, [])
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        message = f"{where}: '{key}' must be a string or a list of strings"
        raise ConfigurationError(message)
    return tuple(items)


def _severity(value: Any, where: str) -> Severity:
    if isinstance(value, str) and value in _SEVERITIES:
        return _SEVERITIES[value]
    message = f"{where}: severity must be one of {', '.join(sorted(_SEVERITIES))}, not {quoting.value(value)}"
    raise ConfigurationError(message)


def _python(name: str) -> str:
    return name.replace("-", "_")


def _option(option: OptionInfo, value: Any, where: str) -> Any:
    """The value of an option as the rule's function wants it."""
    if option.type == "list of str":
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(quoting.withhold(item, strict=True) for item in value)
    elif type(value).__name__ == option.type:
        if isinstance(value, int) and abs(value) > _LARGEST:
            message = f"{where}: '{option.name}' is a number of more than {len(str(_LARGEST))} digits"
            raise ConfigurationError(message)
        return value
    message = f"{where}: '{option.name}' must be of type {option.type}, not {quoting.value(value)}"
    raise ConfigurationError(message)


class Loader:
    """Reads profiles by name or path, each once, following ``extends``.

    ``builtin`` gives the bytes of a built-in profile or None; ``read`` gives the bytes of ``path`` relative to
    ``base`` together with the folder that its own relative paths start from, or raises ConfigurationError. ``in_tree``
    tells whether a folder belongs to the tree under test; without it none does. ``ready`` gives the policy of a
    built-in profile that need not be read, or None.
    """

    __slots__ = ("_builtin", "_in_tree", "_known", "_names", "_policies", "_read", "_ready")

    def __init__(
        self,
        known: Mapping[str, RuleInfo],
        builtin: Callable[[str], bytes | None],
        names: Callable[[], tuple[str, ...]],
        read: Callable[[str, str], tuple[bytes, str]],
        in_tree: Callable[[str], bool] | None = None,
        ready: Callable[[str], Policy | None] = lambda _name: None,
    ) -> None:
        self._known = known
        self._in_tree = in_tree
        self._builtin = builtin
        self._names = names
        self._read = read
        self._ready = ready
        self._policies: dict[tuple[str, str], Policy] = {}

    @property
    def known(self) -> Mapping[str, RuleInfo]:
        """The rules that profiles may name."""
        return self._known

    def policy(self, name: str, base: str = "", depth: int = 0, where: str = "") -> Policy:
        """The policy of a built-in profile or of a profile file, which ``where`` names. Raises ConfigurationError."""
        key = (name, base if is_path(name) else "")
        if key not in self._policies:
            self._policies[key] = self._ready(name) or self._load(name, base, depth, where)
        return self._policies[key]

    def _load(self, name: str, base: str, depth: int, named_in: str) -> Policy:
        if depth > _MAX_DEPTH:
            message = f"profile '{name}': 'extends' goes deeper than {_MAX_DEPTH} files; is it a circle?"
            raise ConfigurationError(message)
        if is_path(name):
            data, folder = self._read(name, base)
        else:
            builtin, folder = self._builtin(name), ""
            if builtin is None:
                near = did_you_mean(name, self._names()) or " (see 'pemlint profiles')"
                message = f"{named_in}{': ' * bool(named_in)}unknown profile {quoting.value(name)}{near}"
                raise ConfigurationError(message)
            data = builtin
        where = name if is_path(name) else f"profile '{name}'"
        table = parse_toml(data, where)
        check_keys(table, _PROFILE_KEYS, where)
        extends = text(table, "extends", where) or ("" if name == "default" else "default")
        parent = self.policy(extends, folder, depth + 1, where) if extends else Policy("", "", "", {})
        title, description = text(table, "title", where), text(table, "description", where)
        platform = text(table, "platform", where) or parent.platform
        lenient = table.get("lenient", False)
        if not isinstance(lenient, bool):
            message = f"{where}: 'lenient' must be true or false"
            raise ConfigurationError(message)
        own = entries(table.get("rules", {}), self._known, where, ours=not is_path(name))
        ground = (parent.ground or parent) if folder and self._in_tree is not None and self._in_tree(folder) else None
        return Policy(name, title, description, parent.settings, platform, lenient, ground).overlaid([own])


def is_path(name: str) -> bool:
    """Whether a profile's name means a file: it has a slash or ends in ``.toml``."""
    return "/" in name or "\\" in name or name.endswith(".toml")
