"""The rules there are, known from a generated index; a rule's module is imported only when it is wanted."""

from __future__ import annotations

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pemlint.rule import Rule

__all__ = ["OptionInfo", "RuleInfo", "discover", "infos", "load", "select", "selectable"]

_CHECKS = "pemlint.checks"


class OptionInfo(NamedTuple):
    """One option of a rule: a keyword-only parameter of its function."""

    name: str
    #: ``bool``, ``int``, ``str`` or ``list of str``
    type: str
    default: Any


class RuleInfo(NamedTuple):
    """What is known of a rule without importing it."""

    id: str
    #: below ``pemlint.checks``: ``cert.key_algorithm_not_allowed``
    module: str
    #: name of the class that it judges
    subject: str
    options: tuple[OptionInfo, ...] = ()
    #: as in ``Rule``: a number for rules about security, empty for rules about hygiene
    security: str = ""

    @property
    def group(self) -> str:
        """The first word of the id, which is also a selector."""
        return self.id.partition("-")[0]


def infos() -> dict[str, RuleInfo]:
    """Every rule by its id, in the order of the ids."""
    from pemlint.index import RULES

    return {info.id: info for info in RULES}


def load(info: RuleInfo) -> Rule:
    """Import the rule's module and give the rule that it defines."""
    from importlib import import_module

    module = import_module(f"{_CHECKS}.{info.module}")
    found: Rule = getattr(module, info.module.rpartition(".")[2])
    return found


def selectable(known: Iterable[str]) -> dict[str, frozenset[str]]:
    """Everything that selects rules: each id, each group (``chain``), and ``ALL``; with the ids that it stands for."""
    ids = tuple(known)
    groups: dict[str, set[str]] = {}
    for id_ in ids:
        groups.setdefault(id_.partition("-")[0], set()).add(id_)
    everything = frozenset(ids)
    return {
        **{group: frozenset(members) for group, members in groups.items()},
        **{id_: frozenset((id_,)) for id_ in ids},
        "ALL": everything,
        "all": everything,
    }


def select(selectors: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """The ids that selectors name. Raises KeyError with the selector that names nothing."""
    choices = selectable(known)
    return frozenset[str]().union(*(choices[selector] for selector in selectors))


def discover() -> Iterator[tuple[RuleInfo, Rule]]:
    """Walk the packages of ``pemlint.checks``, importing everything: for the index, the documentation and tests."""
    import pkgutil
    from importlib import import_module

    package = import_module(_CHECKS)
    for entry in pkgutil.walk_packages(package.__path__, f"{_CHECKS}."):
        if entry.ispkg or entry.name.rpartition(".")[2].startswith("_"):
            continue
        name = entry.name.removeprefix(f"{_CHECKS}.")
        rule: Rule = getattr(import_module(entry.name), name.rpartition(".")[2])
        yield RuleInfo(rule.id, name, rule.subject.__name__, tuple(_options(rule)), rule.security), rule


_TYPES = {"bool": "bool", "int": "int", "str": "str", "tuple[str, ...]": "list of str"}


def _options(rule: Rule) -> Iterator[OptionInfo]:
    """The keyword-only parameters of the rule's function."""
    import inspect

    for parameter in inspect.signature(rule.check).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY:
            yield OptionInfo(parameter.name.replace("_", "-"), _TYPES[parameter.annotation], parameter.default)
