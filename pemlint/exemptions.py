"""``[[ignore]]`` tables: findings that are known and accepted, with the reason."""

from __future__ import annotations

from pemlint import quoting
from pemlint.digests import sha256_hex
from pemlint.globs import Patterns
from pemlint.policy import ConfigurationError, check_keys, text, texts
from pemlint.record import NamedTuple
from pemlint.registry import select
from pemlint.suggest import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from pemlint.registry import RuleInfo

__all__ = ["Ignore", "read", "selectors"]

#: of one configuration: each is held against every finding
_MOST = 1_000
_KEYS = ("paths", "rules", "rule", "spki-sha256", "fingerprint", "reason", "until")


class Ignore(NamedTuple):
    """Findings that are known and accepted, with the reason."""

    paths: Patterns | None
    #: each rule or group as written, and the rules that it stands for; empty: all rules
    words: tuple[tuple[str, frozenset[str]], ...]
    spki_sha256: frozenset[str]
    reason: str
    fingerprints: frozenset[str] = frozenset()
    #: the last day on which it holds, as ``2026-12-31``; empty: for ever
    until: str = ""
    #: the line of the configuration on which it begins
    line: int = 1


def read(
    tables: Sequence[Any], known: Mapping[str, RuleInfo], where: str, data: bytes, name: str
) -> tuple[Ignore, ...]:
    """The tables, of a file whose bytes are ``data``, in which they are called ``name``. Raises ConfigurationError."""
    from pemlint.manifests.toml_marks import Marks

    if len(tables) > _MOST:
        message = f"{where}: more than {_MOST:,} [[ignore]] tables; a baseline takes any number of findings"
        raise ConfigurationError(message)
    marks = Marks(data.decode("utf-8-sig", "replace"))
    return tuple(_ignore(table, known, where, marks.table(name, at).line) for at, table in enumerate(tables))


def _ignore(table: Mapping[str, Any], known: Mapping[str, RuleInfo], where: str, line: int) -> Ignore:
    at = f"{where}: [[ignore]]"
    check_keys(table, _KEYS, at)
    paths, rules, rule, keys, found = (texts(table, key, at) for key in _KEYS[:5])
    reason = text(table, "reason", at)
    if not reason.strip():
        message = f"{at} needs a 'reason'"
        raise ConfigurationError(message)
    if not (paths or rules or rule or keys or found):
        message = f"{at} needs 'paths', 'rules', 'spki-sha256' or 'fingerprint': it would ignore everything"
        raise ConfigurationError(message)
    return Ignore(
        paths=Patterns(paths) if paths else None,
        words=tuple((word, selectors([word], known, f"{at}: rules")) for word in dict.fromkeys((*rules, *rule))),
        spki_sha256=frozenset(_digest(key, "spki-sha256", at) for key in keys),
        reason=quoting.withhold(reason, strict=True),
        fingerprints=frozenset(_digest(each, "fingerprint", at) for each in found),
        until=_day(table["until"], at) if "until" in table else "",
        line=line,
    )


def _day(value: Any, where: str) -> str:
    """A date of TOML, or the same as text."""
    from datetime import date

    try:
        # not a time, which would be a date too
        day = value if type(value) is date else date.fromisoformat(value)
        is_day = day is value or day.isoformat() == value
    except (TypeError, ValueError):
        is_day = False
    if not is_day:
        message = f"{where}: 'until' is a day such as 2026-12-31"
        raise ConfigurationError(message)
    return day.isoformat()


def _digest(written: str, key: str, where: str) -> str:
    digest = sha256_hex(written)
    if not digest:
        what = "the SHA-256 of a public key, in hex or Base64" if key == "spki-sha256" else "that of a finding"
        message = f"{where}: '{key}' must be {what}"
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
