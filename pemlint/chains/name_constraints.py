"""Name constraints (RFC 5280 4.2.1.10): may a CA sign for the names in a certificate below it.

Where a name or a constraint is so malformed that nobody can tell, validators refuse, and so does this module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pemlint import hosts, x509
from pemlint.chains.comparing import covers, ready_constraint, ready_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.chains.comparing import Ready
    from pemlint.material import Certificate
    from pemlint.x509 import GeneralName, NameConstraints

__all__ = ["NameJudge", "Refusal"]

#: as in OpenSSL: a path that asks for more comparisons is refused
_MAX_COMPARISONS = 1 << 20
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


class NameJudge:
    """Compares names with constraints: each certificate with each CA once, and no more than a bounded number."""

    __slots__ = ("_comparisons", "_refusals", "_subtrees")

    def __init__(self) -> None:
        self._comparisons = 0
        self._refusals: dict[tuple[bytes, bytes, bool], tuple[Refusal, ...]] = {}
        self._subtrees: dict[bytes, dict[str, _Subtrees]] = {}

    def refusals(self, certificate: Certificate, issuer: Certificate, *, last: bool) -> tuple[Refusal, ...]:
        """The names of ``certificate`` that ``issuer``, somewhere above it, may not sign for.

        ``last``: it is the leaf. Self-issued certificates in between are exempt (RFC 5280 6.1.3 b).
        """
        constraints = issuer.x509.name_constraints
        if constraints is None or isinstance(constraints, x509.Problem):
            return ()
        if not last and certificate.x509.self_issued:
            return ()
        key = (certificate.der, issuer.der, last)
        if key not in self._refusals:
            if issuer.der not in self._subtrees:
                self._subtrees[issuer.der] = _by_kind(constraints)
            self._refusals[key] = tuple(self._judge(certificate.x509, self._subtrees[issuer.der], last=last))
        return self._refusals[key]

    def _judge(self, certificate: x509.Certificate, subtrees: dict[str, _Subtrees], *, last: bool) -> Iterator[Refusal]:
        for kind, text, ready in _names(certificate, last=last):
            trees = subtrees.get(kind)
            if trees is None:
                continue
            self._comparisons += len(trees.permitted) + len(trees.excluded)
            if self._comparisons > _MAX_COMPARISONS:
                yield Refusal(text, "is one of more names and constraints than validators compare")
                return
            refusal = _refusal(kind.partition(" ")[0], text, ready, trees)
            if refusal is not None:
                yield refusal


def _by_kind(constraints: NameConstraints) -> dict[str, _Subtrees]:
    found: dict[str, tuple[list[_Constraint], list[_Constraint]]] = {}
    for position, names in enumerate((constraints.permitted, constraints.excluded)):
        for name in names:
            ready = ready_constraint(name)
            dot = name.kind == "DNS" and name.value.startswith(".")
            found.setdefault(_kind(name), ([], []))[position].append(_Constraint(_text(name), ready, dot))
    return {kind: _Subtrees(tuple(permitted), tuple(excluded)) for kind, (permitted, excluded) in found.items()}


def _refusal(kind: str, text: str, ready: Ready | None, trees: _Subtrees) -> Refusal | None:
    if ready is None:
        return Refusal(text, "is malformed, and cannot be compared with the names that it permits or excludes")
    for constraint in (*trees.excluded, *trees.permitted):
        if constraint.ready is None:
            return Refusal(text, f"cannot be compared with its malformed constraint '{constraint.text}'")
    for constraint in trees.excluded:
        if constraint.ready is not None and covers(kind, constraint.ready, ready, touching=True):
            return Refusal(text, f"is excluded by '{constraint.text}'")
    if trees.permitted and not any(
        constraint.ready is not None and covers(kind, constraint.ready, ready, touching=False)
        for constraint in trees.permitted
    ):
        return Refusal(text, f"is outside of what it permits, {_listed(trees.permitted)}")
    for constraint in (*trees.excluded, *trees.permitted):
        if constraint.leading_dot:
            reason = f"is compared with the constraint '{constraint.text}', whose leading dot RFC 5280 does not know"
            return Refusal(text, reason, leading_dot=True)
    return None


def _listed(constraints: tuple[_Constraint, ...]) -> str:
    shown = ", ".join(f"'{constraint.text}'" for constraint in constraints[:3])
    return shown if len(constraints) <= 3 else f"{shown} and {len(constraints) - 3} more"


def _names(certificate: x509.Certificate, *, last: bool) -> Iterator[tuple[str, str, Ready | None]]:
    """Every name that constraints apply to: its kind, as people write it, and ready for comparison."""
    subject, alternative = certificate.subject, certificate.subject_alternative_names
    names = alternative if alternative and not isinstance(alternative, x509.Problem) else ()
    for name in names:
        yield _kind(name), _text(name), ready_name(name.kind, name.value, name.raw)
    if isinstance(subject, x509.Problem) or subject.empty:
        return
    yield "directory", f"directory:{subject.text()}", (subject,)
    for address in subject.values(_EMAIL_ADDRESS):
        yield "email", f"email:{address}", ready_name("email", address, b"")
    if last and not any(name.kind == "DNS" for name in names):
        # clients that still look at the common name, as OpenSSL does, hold it against the constraints
        for common in subject.common_names:
            ready = ready_name("DNS", common, b"")
            if ready is not None and len(ready) > 1 and not hosts.normal_ip(common):
                yield "DNS", f"CN={common}", ready


def _kind(name: GeneralName) -> str:
    """The kind within which names are compared; other names only with those of their type."""
    return f"other {name.value}" if name.kind == "other" else name.kind


def _text(name: GeneralName) -> str:
    return f"{name.kind}:{name.value or name.raw[:40].hex()}"
