"""``pemlint.toml`` and ``[tool.pemlint]``: what one configuration file says."""

from __future__ import annotations

from pemlint.globs import Patterns
from pemlint.plan import Configuration, Override
from pemlint.policy import ConfigurationError, check_keys, entries, is_path, parse_toml, text, texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from pemlint.exemptions import Ignore
    from pemlint.registry import RuleInfo

__all__ = ["parse"]

_KEYS = ("profile", "extends", "rules", "exclude", "override", "ignore", "bundle", "title", "description", "platform")
_OVERRIDE_KEYS = ("paths", "profile", "rules")
_MAX_DEPTH = 8
MOST_PATTERNS = 1_000


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
    prefix = "tool.pemlint." if path.rpartition("/")[2] == "pyproject.toml" else ""
    ignores = _tables(table, "ignore", path)
    own = Configuration(
        path=path,
        base=base,
        profiles=texts(table, "profile", path),
        rules=(entries(table.get("rules", {}), known, path),),
        exclude=texts(table, "exclude", path),
        overrides=tuple(_override(item, base, known, path) for item in _tables(table, "override", path)),
        ignores=_ignores(ignores, known, path, data, f"{prefix}ignore") if ignores else (),
        bundles=tuple(_tables(table, "bundle", path)),
        texts=((path, data, len(table.get("override", ()))),),
    )
    _check_patterns(own)
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
    whole = _inherit(parse(parent_data, extends, parent_base, known, read, depth + 1), own)
    _check_patterns(whole)
    return whole


def _inherit(parent: Configuration, own: Configuration) -> Configuration:
    """``own`` over ``parent``: later wins, lists add up. Bundles are of the file that declares them."""
    return own._replace(
        base=own.base if own.profiles else parent.base,
        profiles=own.profiles or parent.profiles,
        rules=parent.rules + own.rules,
        exclude=parent.exclude + own.exclude,
        overrides=parent.overrides + own.overrides,
        ignores=(*(each._replace(line=_extending(own)) for each in parent.ignores), *own.ignores),
        texts=parent.texts + own.texts,
    )


def _extending(own: Configuration) -> int:
    """The line that extends another configuration: where what that one ignores is ignored here."""
    from pemlint.manifests.toml_marks import Marks

    _, data, _ = own.texts[-1]
    prefix = "tool.pemlint" if own.path.rpartition("/")[2] == "pyproject.toml" else ""
    return Marks(data.decode("utf-8-sig", "replace")).key(prefix, 0, "extends").line


def _check_patterns(own: Configuration) -> None:
    """Every file is compared with every pattern: their number is bounded, in all files of a configuration together."""
    lists = [own.exclude, *(each.paths.written for each in own.overrides)]
    lists += [each.paths.written for each in own.ignores if each.paths is not None]
    if sum(map(len, lists)) > MOST_PATTERNS:
        message = f"{own.path}: more than {MOST_PATTERNS:,} patterns of paths in 'exclude', [[override]] and [[ignore]]"
        raise ConfigurationError(message)


def _tables(table: Mapping[str, Any], key: str, where: str) -> list[Any]:
    value = table.get(key, [])
    if key == "bundle" and isinstance(value, dict):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        message = f"{where}: '{key}' is an array of tables: [[{key}]]"
        raise ConfigurationError(message)
    return value


def _ignores(
    tables: list[Any], known: Mapping[str, RuleInfo], where: str, data: bytes, name: str
) -> tuple[Ignore, ...]:
    from pemlint import exemptions

    return exemptions.read(tables, known, where, data, name)


def _override(table: Mapping[str, Any], base: str, known: Mapping[str, RuleInfo], where: str) -> Override:
    at = f"{where}: [[override]]"
    check_keys(table, _OVERRIDE_KEYS, at)
    paths = texts(table, "paths", at)
    if not paths:
        message = f"{at} needs 'paths'"
        raise ConfigurationError(message)
    return Override(Patterns(paths), texts(table, "profile", at), entries(table.get("rules", {}), known, at), base)
