"""What a rule is, and what it may know while it judges.

A rule is a generator function over one subject. It yields findings through its ``Context`` and knows neither its
severity nor any output format: the profile grades what it says.
"""

from __future__ import annotations

from pemlint.model import Finding, Fix, Frame, Location, Related, Severity
from pemlint.quoting import shortened
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from typing import Any

__all__ = ["MOST_MESSAGE", "Anchor", "Context", "Rule", "Setting", "rule"]

#: characters of a message; what a certificate says of itself may have millions
MOST_MESSAGE = 1_000


class Anchor(NamedTuple):
    """The place that a finding is about, and what identifies it when lines have moved."""

    location: Location
    repo_path: str
    #: hex SHA-256 of the block's DER, of the public key for keys, or of the raw line of what cannot be read
    digest: str
    block: int | None = None
    #: hex SHA-256 of the public key, which an ignore may name
    spki_sha256: str = ""


class Setting(NamedTuple):
    """How one profile wants one rule: the grade, the numbers, why, and who says so."""

    severity: Severity = Severity.OFF
    options: Mapping[str, Any] = {}
    why: str = ""
    source: str = ""
    by_role: Mapping[str, Severity] = {}
    when_selected: Severity = Severity.ERROR

    def grade(self, circumstances: tuple[str, ...]) -> Severity:
        """The severity for a finding made in these circumstances: the first that the profile names decides."""
        for circumstance in circumstances:
            if circumstance in self.by_role:
                return self.by_role[circumstance]
        return self.severity

    @property
    def active(self) -> bool:
        """Whether any finding of the rule could be reported at all."""
        return self.severity > Severity.OFF or any(grade > Severity.OFF for grade in self.by_role.values())


class Context:
    """What a rule may use beside its subject: the time, the circumstances, and a way to say what it found."""

    __slots__ = ("_setting", "circumstances", "now", "profile", "rule_id")

    def __init__(
        self, *, rule_id: str, profile: str, setting: Setting, now: datetime, circumstances: tuple[str, ...] = ()
    ) -> None:
        self.rule_id = rule_id
        self.profile = profile
        self._setting = setting
        #: the time against which validity is judged (aware, UTC)
        self.now = now
        #: roles and circumstances of the subject, most specific first
        self.circumstances = circumstances

    def finding(
        self,
        anchor: Anchor,
        message: str,
        *,
        help: str = "",  # noqa: A002 - the word that users see in every format
        circumstances: tuple[str, ...] = (),
        related: tuple[Related, ...] = (),
        frame: Frame | None = None,
        fix: Fix | None = None,
    ) -> Finding:
        """Say that something is wrong at ``anchor``; ``circumstances`` come before those of the subject."""
        return Finding(
            rule=self.rule_id,
            severity=self._setting.grade(circumstances + self.circumstances),
            message=shortened(message, MOST_MESSAGE),
            location=anchor.location,
            fingerprint=anchor.digest,
            block=anchor.block,
            help=help,
            profiles=(self.profile,),
            why=self._setting.why,
            source=self._setting.source,
            related=related,
            frame=frame,
            fix=fix,
            repo_path=anchor.repo_path,
            spki_sha256=anchor.spki_sha256,
        )


class Rule(NamedTuple):
    """A rule as the engine runs it and as the documentation shows it."""

    id: str
    subject: type[Any]
    check: Callable[..., Iterator[Finding]]
    spec: tuple[str, ...]
    since: str
    #: a CVSS-like number as text for rules about security (``"7.5"``), empty for rules about hygiene
    security: str = ""
    #: the only part of its subject that it looks at before it says something: ``form`` or ``public key`` (see
    #: x509.Certificate), ``host names``, ``validity``, of a file or a chain ``flaws`` (see parts); empty where it looks
    #: at more.
    #: Many subjects share a part, and a part is judged once.
    about: str = ""


def rule(
    subject: type[Any],
    *,
    id: str,  # noqa: A002 - the word of the domain
    spec: tuple[str, ...] = (),
    since: str,
    security: str = "",
    about: str = "",
) -> Callable[[Callable[..., Iterator[Finding]]], Rule]:
    """Declare a function over ``subject`` as a rule; its keyword-only parameters are its options, the rest see Rule."""

    def declare(check: Callable[..., Iterator[Finding]]) -> Rule:
        return Rule(id, subject, check, spec, since, security, about)

    return declare
