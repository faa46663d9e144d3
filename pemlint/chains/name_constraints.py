"""Name constraints (RFC 5280 4.2.1.10): may a CA sign for the names in a certificate below it.

Where a name or a constraint is so malformed that nobody can tell, validators refuse, and so does this module.
"""

from __future__ import annotations

from pemlint import hosts, x509
from pemlint.chains.comparing import COMPARED, covers, ready_constraint, ready_name
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.chains.comparing import Ready
    from pemlint.material import Certificate
    from pemlint.x509 import GeneralName, NameConstraints

__all__ = ["NameJudge", "Refusal"]

#: as OpenSSL does, with a bound of its own: what asks for more comparisons is refused
_MAX_COMPARISONS = 1 << 18
_EMAIL_ADDRESS = "1.2.840.113549.1.9.1"


class Refusal(NamedTuple):
    """A name that a CA may not sign for."""

    #: as people write it, ``DNS:www.example.com``
    name: str
    #: what follows the name in a sentence
    reason: str
    #: the only complaint is that a constraint on DNS names starts with a dot, which most validators allow
    leading_dot: bool = False


class _Constraint(NamedTuple):
    text: str
    ready: Ready | None
    leading_dot: bool


class _Subtrees(NamedTuple):
    """The constraints of one kind."""

    permitted: tuple[_Constraint, ...]
    excluded: tuple[_Constraint, ...]
    malformed: _Constraint | None
    dotted: _Constraint | None


class _Name(NamedTuple):
    """A name that constraints apply to."""

    kind: str
    text: str
    ready: Ready | None


class NameJudge:
    """Compares names with constraints: each certificate with each CA once, and no more than a bounded number."""

    __slots__ = ("_comparisons", "_names", "_refusals", "_subtrees")

    def __init__(self) -> None:
        self._comparisons = 0
        self._names: dict[tuple[bytes, bool], tuple[_Name, ...]] = {}
        self._refusals: dict[tuple[bytes, bytes, bool], tuple[Refusal, ...]] = {}
        self._subtrees: dict[bytes, dict[str, _Subtrees]] = {}

    def refusals(self, certificate: Certificate, issuer: Certificate, *, last: bool) -> tuple[Refusal, ...]:
        """The names of ``certificate`` that ``issuer``, somewhere above it, may not sign for.

        ``last``: it is the leaf. Self-issued certificates in between are exempt (RFC 5280 6.1.3 b).
        """
        key = (certificate.der, issuer.der, last)
        if key not in self._refusals:
            self._refusals[key] = tuple(self._judge(certificate, issuer, last=last))
        return self._refusals[key]

    def _judge(self, certificate: Certificate, issuer: Certificate, *, last: bool) -> Iterator[Refusal]:
        for name in self._names_of(certificate, last=last):
            trees = self._subtrees_of(issuer).get(name.kind)
            if trees is None or self._comparisons > _MAX_COMPARISONS:
                continue
            self._comparisons += 1 + len(trees.permitted) + len(trees.excluded)
            if self._comparisons > _MAX_COMPARISONS:
                yield Refusal(name.text, "is one of more names and constraints than validators compare")
                return
            refusal = _refusal(name, trees)
            if refusal is not None:
                yield refusal

    def _names_of(self, certificate: Certificate, *, last: bool) -> tuple[_Name, ...]:
        key = (certificate.der, last)
        if key not in self._names:
            exempt = not last and certificate.x509.self_issued
            self._names[key] = () if exempt else tuple(_names(certificate.x509, last=last))
        return self._names[key]

    def _subtrees_of(self, issuer: Certificate) -> dict[str, _Subtrees]:
        if issuer.der not in self._subtrees:
            constraints = issuer.x509.name_constraints
            if constraints is None or isinstance(constraints, x509.Problem):
                self._subtrees[issuer.der] = {}
            else:
                self._subtrees[issuer.der] = _by_kind(constraints)
        return self._subtrees[issuer.der]


def _by_kind(constraints: NameConstraints) -> dict[str, _Subtrees]:
    found: dict[str, tuple[list[_Constraint], list[_Constraint]]] = {}
    for position, names in enumerate((constraints.permitted, constraints.excluded)):
        for name in names:
            ready = ready_constraint(name)
            dot = name.kind == "DNS" and name.value.startswith(".")
            found.setdefault(_kind(name), ([], []))[position].append(_Constraint(_text(name), ready, dot))
    return {kind: _subtrees(permitted, excluded) for kind, (permitted, excluded) in found.items()}


def _subtrees(permitted: list[_Constraint], excluded: list[_Constraint]) -> _Subtrees:
    both = (*excluded, *permitted)
    malformed = next((constraint for constraint in both if constraint.ready is None), None)
    dotted = next((constraint for constraint in both if constraint.leading_dot), None)
    return _Subtrees(tuple(permitted), tuple(excluded), malformed, dotted)


def _refusal(name: _Name, trees: _Subtrees) -> Refusal | None:
    undecided = _undecided(name, trees)
    if undecided:
        return Refusal(name.text, undecided)
    for constraint in trees.excluded:
        if _covers(constraint, name, touching=True):
            return Refusal(name.text, f"is excluded by '{constraint.text}'")
    if trees.permitted and not any(_covers(constraint, name, touching=False) for constraint in trees.permitted):
        return Refusal(name.text, f"is outside of what it permits, {_listed(trees.permitted)}")
    if trees.dotted:
        reason = f"is compared with the constraint '{trees.dotted.text}', whose leading dot RFC 5280 does not know"
        return Refusal(name.text, reason, leading_dot=True)
    return None


def _undecided(name: _Name, trees: _Subtrees) -> str:
    """Why nobody can tell; empty when one can."""
    if name.kind not in COMPARED:
        return "is of a kind that validators cannot compare with the constraints on it"
    if name.ready is None:
        return "is malformed, and cannot be compared with the names that it permits or excludes"
    return f"cannot be compared with its malformed constraint '{trees.malformed.text}'" if trees.malformed else ""


def _covers(constraint: _Constraint, name: _Name, *, touching: bool) -> bool:
    if constraint.ready is None or name.ready is None:
        return False
    return covers(name.kind, constraint.ready, name.ready, touching=touching)


def _listed(constraints: tuple[_Constraint, ...]) -> str:
    shown = ", ".join(f"'{constraint.text}'" for constraint in constraints[:3])
    return shown if len(constraints) <= 3 else f"{shown} and {len(constraints) - 3} more"


def _names(certificate: x509.Certificate, *, last: bool) -> Iterator[_Name]:
    """Every name that constraints apply to."""
    subject, alternative = certificate.subject, certificate.subject_alternative_names
    names = alternative if alternative and not isinstance(alternative, x509.Problem) else ()
    for name in names:
        yield _Name(_kind(name), _text(name), ready_name(name.kind, name.value, name.raw))
    if isinstance(subject, x509.Problem) or subject.empty:
        return
    yield _Name("directory", f"directory:{subject.text()}", (subject,))
    for address in subject.values(_EMAIL_ADDRESS):
        yield _Name("email", f"email:{address}", ready_name("email", address, b""))
    if last and not any(name.kind == "DNS" for name in names):
        # clients that still look at the common name, as OpenSSL does, hold it against the constraints
        for common in subject.common_names:
            ready = ready_name("DNS", common, b"")
            if ready is not None and len(ready) > 1 and not hosts.normal_ip(common):
                yield _Name("DNS", f"CN={common}", ready)


def _kind(name: GeneralName) -> str:
    """The kind within which names are compared; other names only with those of their type."""
    return f"other {name.value}" if name.kind == "other" else name.kind


def _text(name: GeneralName) -> str:
    return f"{name.kind}:{name.value or name.raw[:40].hex()}"
