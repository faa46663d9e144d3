"""What the tree under test has changed about its own judgement, in a line for each of its files that did so.

As in ``pemlint.toml turns off key-encrypted, lowers cert-expired to note; for 'tests/**' turns off key-too-weak``. None
of it is a finding: whoever reads the report decides whether it was meant.
"""

from __future__ import annotations

from pemlint.model import Severity
from pemlint.reporters.escape import clean, clean_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pemlint.model import OptionValue, Overrides, Relaxed

__all__ = ["excluded", "is_general", "sentence", "suppressed", "told"]

#: of files, and of names in a line; JSON has them all
_MOST_LINES = 5
_MOST_NAMES = 4
_LONGEST = 60


def told(overrides: Overrides) -> list[str]:
    """A line for each file of the tree that has made the judgement milder, the configuration first."""
    by_path: dict[str, list[Relaxed]] = {}
    for each in overrides.relaxed:
        by_path.setdefault(each.path, []).append(each)
    ignoring = dict(suppressed(overrides))
    leaving = dict(excluded(overrides))
    for path in (*ignoring, *leaving):
        by_path.setdefault(path, [])
    lines = []
    for path in sorted(by_path, key=lambda path: (path != overrides.path, path)):
        parts = list(_of_file(by_path[path]))
        if path in ignoring:
            parts.append(ignoring[path])
        if path in leaving:
            parts.append(leaving[path])
        lines.append(f"{clean_path(path)} {'; '.join(parts)}")
    if len(lines) > _MOST_LINES:
        left_out = len(lines) - _MOST_LINES + 1
        lines[-left_out:] = [f"{left_out} more files are judged more mildly because they say so; see the JSON format"]
    return lines


def _of_file(relaxed: Sequence[Relaxed]) -> Iterator[str]:
    """What a file says for everything, then for each list of patterns."""
    for scope in sorted({each.scope for each in relaxed}):
        verbs: dict[tuple[str, str], list[Relaxed]] = {}
        for each in sorted((each for each in relaxed if each.scope == scope), key=_order):
            verbs.setdefault(_verb(each), []).append(each)
        said = ", ".join(f"{verb}{_some([each.rule for each in of])}{rest}" for (verb, rest), of in verbs.items())
        yield f"for {_some([_quoted(pattern) for pattern in scope])} {said}" if scope else said


def _order(each: Relaxed) -> tuple[object, ...]:
    """What holds in general first, and of that the gravest."""
    return bool(each.options), bool(each.roles), each.severity, -each.expected, each.rule


def _verb(each: Relaxed) -> tuple[str, str]:
    """What is said before the name of the rule, and after it."""
    roles = f" for {_some(each.roles)}" if each.roles else ""
    if each.options:
        return (
            f"sets {_some(f'{name} = {_value(value)} (not {_value(old)})' for name, value, old in each.options)} of ",
            "",
        )
    if each.severity is Severity.OFF:
        return "turns off ", roles
    return "lowers ", f" to {each.severity.label}{roles}"


def sentence(each: Relaxed) -> str:
    """One of them by itself."""
    verb, rest = _verb(each)
    scope = f" for {_some([_quoted(pattern) for pattern in each.scope])}" if each.scope else ""
    return f"{clean_path(each.path)} {verb}{clean(each.rule)}{rest}{scope}"


def suppressed(overrides: Overrides) -> Iterator[tuple[str, str]]:
    """Each file that has findings ignored, and how many of which rules."""
    by_path: dict[str, dict[str, int]] = {}
    for path, rule, count in overrides.suppressed:
        by_path.setdefault(path, {})[rule] = count
    for path, counts in by_path.items():
        number = sum(counts.values())
        yield path, f"ignores {number} {'finding' if number == 1 else 'findings'} ({_some(counts)})"


def excluded(overrides: Overrides) -> Iterator[tuple[str, str]]:
    """Each configuration that leaves files out, and how many."""
    for path, number in overrides.excluded:
        yield path, f"leaves out {number} {'file' if number == 1 else 'files'}"


def is_general(each: Relaxed, overrides: Overrides) -> bool:
    """Whether the configuration gives a rule another grade for the whole run."""
    return each.path == overrides.path and not (each.scope or each.roles or each.options)


def _some(names: Iterable[str]) -> str:
    """The first of the names, and how many more there are."""
    shown = [clean(name) for name in names]
    if len(shown) > _MOST_NAMES:
        shown[_MOST_NAMES - 1 :] = [f"{len(shown) - _MOST_NAMES + 1} more"]
    return " and ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else "".join(shown)


def _quoted(text: str) -> str:
    return f"'{_short(text)}'"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def _value(value: OptionValue) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return _short(f"[{', '.join(value)}]")
    return _quoted(value) if isinstance(value, str) else str(value)
