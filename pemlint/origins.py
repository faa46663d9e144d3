"""Where each value in force comes from: the profile, the configuration or the override, and the line in it."""

from __future__ import annotations

from pemlint.manifests.declaration import Mark
from pemlint.manifests.toml_marks import Marks
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from pemlint.plan import Choice, Configuration
    from pemlint.policy import Entry

__all__ = ["Layer", "Origin", "Traced", "Value", "chooser", "configured", "in_file", "traced"]


class Origin(NamedTuple):
    """A line of a file."""

    #: as people see it; of a profile that is built in its name
    path: str
    line: int
    built_in: bool = False


class Value(NamedTuple):
    """Something that is set, and where."""

    value: Any
    origin: Origin


class Traced(NamedTuple):
    """How one rule is judged, and who says so."""

    severity: Value
    #: by their names in Python
    options: Mapping[str, Value]
    by_role: Mapping[str, Value]


class Layer(NamedTuple):
    """One table of rules that is laid over those before it."""

    path: str
    entries: Mapping[str, Entry]
    marks: Marks
    #: what its tables are called, as ``rules`` or ``tool.pemlint.override.rules``
    name: str = "rules"
    #: the lines that it may stand on
    first: int = 1
    last: int = 1 << 60
    built_in: bool = False

    def origin(self, rule_id: str, key: str) -> Origin:
        """The line on which something is said of a rule; of the table where it has no line of its own."""
        own = f"{self.name}.{rule_id}"
        above, _, below = self.name.rpartition(".")
        places = (
            (own, key),
            (self.name, rule_id),
            (self.name, f"{rule_id}.{key}"),
            (above, f"{below}.{rule_id}"),
            (above, f"{below}.{rule_id}.{key}"),
            (above, below),
        )
        lines = (line for table, name in places for line in self._lines(table, name, header=table == own))
        return Origin(self.path, next(lines, self.first), self.built_in)

    def _lines(self, table: str, key: str, *, header: bool) -> Iterator[int]:
        """The lines of a key in each table of that name; with ``header`` that of the table where it has none."""
        index = 0
        while True:
            top = self.marks.table(table, index)
            mark = self.marks.key(table, index, key)
            if mark != Mark() and (header or mark != top) and self.first <= mark.line <= self.last:
                yield mark.line
            if top == Mark():
                return
            index += 1


def in_file(path: str, data: bytes, entries: Mapping[str, Entry], *, built_in: bool = False) -> Layer:
    """The rules of a profile, from the bytes of its file."""
    return Layer(path, entries, Marks(data.decode("utf-8-sig", "replace")), built_in=built_in)


def configured(own: Configuration, choice: Choice) -> Iterator[Layer]:
    """The rules of a configuration and of its overrides that match, in the order in which they hold."""
    overrides: list[tuple[str, Marks, str, int]] = []
    for (path, data, count), table in zip(own.texts, own.rules, strict=True):
        prefix = _prefix(path)
        marks = Marks(data.decode("utf-8-sig", "replace"))
        overrides += ((path, marks, f"{prefix}override", index) for index in range(count))
        yield Layer(path, table, marks, f"{prefix}rules")
    for number in choice.matching:
        path, marks, name, index = overrides[number]
        first, following = marks.table(name, index).line, marks.table(name, index + 1)
        last = following.line - 1 if following != Mark() else 1 << 60
        yield Layer(path, own.overrides[number].rules, marks, f"{name}.rules", first, last)


def chooser(own: Configuration, choice: Choice) -> Origin | None:
    """The line that names the profiles; None where no configuration does."""
    if not isinstance(choice.by, int):
        if choice.by != "configuration":
            return None
        for path, data, _ in reversed(own.texts):
            marks = Marks(data.decode("utf-8-sig", "replace"))
            for key in ("profile", "extends"):
                mark = marks.key(_prefix(path).rstrip("."), 0, key)
                if mark not in (Mark(), marks.table(_prefix(path).rstrip("."), 0)):
                    return Origin(path, mark.line)
        return None
    number = choice.by
    for path, data, count in own.texts:
        if number < count:
            marks = Marks(data.decode("utf-8-sig", "replace"))
            return Origin(path, marks.key(f"{_prefix(path)}override", number, "profile").line)
        number -= count
    return None


def _prefix(path: str) -> str:
    return "tool.pemlint." if path.rpartition("/")[2] == "pyproject.toml" else ""


def traced(layers: Iterable[Layer]) -> dict[str, Traced]:
    """Every rule that a layer speaks of, as ``Policy.overlaid`` puts the layers together."""
    severities: dict[str, Value] = {}
    options: dict[str, dict[str, Value]] = {}
    by_role: dict[str, dict[str, Value]] = {}
    for layer in layers:
        for rule_id, entry in layer.entries.items():
            grades = by_role.setdefault(rule_id, {})
            if entry.severity is not None:
                value = Value(entry.severity, layer.origin(rule_id, "severity"))
                severities[rule_id] = value
                grades.update({role: value for role, old in grades.items() if old.value > entry.severity})
            for name, option in entry.options.items():
                origin = layer.origin(rule_id, name.replace("_", "-"))
                options.setdefault(rule_id, {})[name] = Value(option, origin)
            for role, grade in entry.by_role.items():
                grades[role] = Value(grade, layer.origin(rule_id, "by-role"))
    return {
        rule_id: Traced(severity, options.get(rule_id, {}), by_role[rule_id])
        for rule_id, severity in severities.items()
    }
