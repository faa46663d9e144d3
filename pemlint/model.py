"""The plain records that travel between the rooms: where, how grave, what was found.

Everything here is immutable and knows no rule, no profile and no output format.
"""

from __future__ import annotations

from enum import IntEnum

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from pemlint.baseline import Use
    from pemlint.shard import Shard

    #: what an option of a rule may be set to
    OptionValue: TypeAlias = bool | int | str | tuple[str, ...]

__all__ = [
    "Accepted",
    "Create",
    "Edit",
    "Fault",
    "Finding",
    "Fix",
    "Frame",
    "Location",
    "NotRead",
    "Overrides",
    "Related",
    "Relaxed",
    "Report",
    "Row",
    "RuleText",
    "Severity",
    "Source",
    "Span",
    "Summary",
]


class Severity(IntEnum):
    """How grave a finding is; comparable, so that ``--fail-on`` is one comparison."""

    OFF = 0
    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word used in configuration and in every output: ``error``, ``warning``, ``note``, ``off``."""
        return self.name.lower()


class Span(NamedTuple):
    """A half-open range of byte offsets in a file."""

    start: int
    end: int


class Location(NamedTuple):
    """A range of a file as people count it: lines and columns from 1, ``end_column`` exclusive, in code points."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class Source(NamedTuple):
    """A file that was read.

    ``path`` is relative to the working directory and is what people see; ``repo_path`` is relative to the repository
    root and is what fingerprints, SARIF and configuration use. Both have ``/`` between their parts.
    """

    path: str
    repo_path: str
    data: bytes
    #: a TLS file by its extension or because a manifest names it: its layout is judged, not only its contents
    tls: bool
    #: named by the user (or found in a folder that was); anything else is read as context only
    target: bool
    #: what Git says of it: ``tracked``, ``untracked``, ``ignored``, or empty outside a repository
    git: str = ""
    #: permission bits of a file that Git does not track; None where Git keeps it, and where permissions are no bits
    mode: int | None = None

    def __repr__(self) -> str:
        return f"Source(path={self.path!r}, {len(self.data)} bytes)"


class NotRead(NamedTuple):
    """A file or a folder that nobody named, and that could not be read: nobody knows what is in it."""

    #: without data
    source: Source
    #: one word: ``unreadable``, ``too-large``, ``special`` …
    reason: str
    #: the same in plain words, to stand after the name
    detail: str
    #: ``folder``; ``embedded`` for a text file with a block; ``other-extension`` for a file that need not hold TLS
    #: material; empty for a TLS file by its name and for a manifest
    kind: str = ""


class Row(NamedTuple):
    """One line of a frame. ``fault`` marks the row that the finding is about."""

    cells: tuple[str, ...]
    fault: bool = False


class Frame(NamedTuple):
    """What was found beside what was expected, as a small table; no key material and no escaping in it."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


class Related(NamedTuple):
    """Another place that belongs to a finding, and what it has to do with it."""

    location: Location
    message: str


class Edit(NamedTuple):
    """Replace the bytes of one span of one file; ``location`` is the span as people count it."""

    path: str
    span: Span
    replacement: bytes
    location: Location | None = None


class Create(NamedTuple):
    """Write a new file; its paths are those of a Source."""

    path: str
    data: bytes
    repo_path: str = ""


class Fix(NamedTuple):
    """A change that would mend a finding; ``safe`` keeps every readable block with equal DER."""

    title: str
    edits: tuple[Edit | Create, ...]
    safe: bool


class Finding(NamedTuple):
    """One thing that is wrong at one place, as graded by the profiles that asked for it."""

    rule: str
    severity: Severity
    #: one sentence or two, without a final full stop; it may hold untrusted names, which reporters escape
    message: str
    location: Location
    #: SHA-256 (hex) that survives moved lines, other dates, other profiles and other wording
    fingerprint: str
    #: ordinal of the PEM block in its file, from 1; None where the finding is about no single block
    block: int | None = None
    #: what to do about it
    help: str = ""
    #: the profiles that asked, in the order of their strength
    profiles: tuple[str, ...] = ()
    #: why the profile asks, and the page that says so
    why: str = ""
    source: str = ""
    related: tuple[Related, ...] = ()
    frame: Frame | None = None
    fix: Fix | None = None
    #: path from the repository root, for consumers that resolve it there
    repo_path: str = ""
    #: SHA-256 (hex) of the public key or the certificate that it concerns; what an ignore may name
    spki_sha256: str = ""
    #: the rolling hash that GitHub code scanning keeps alerts by; filled in only when a format needs it
    line_hash: str = ""
    #: it stands for so many others of its rule and grade in its file, which are not listed; 0 for a finding of its own
    more: int = 0


class Accepted(NamedTuple):
    """A finding that somebody has accepted: it is counted, and reported only on request."""

    finding: Finding
    #: who says so: ``comment``, ``configuration`` or ``baseline``
    by: str
    #: the file that says so, as people see it
    path: str
    reason: str = ""
    #: whether that file belongs to the tree under test
    in_tree: bool = True


class Fault(NamedTuple):
    """Something that kept pemlint from doing its job: exit status 2 and this one line."""

    message: str
    path: str = ""


class Summary(NamedTuple):
    """What was read and what was found."""

    files: int = 0
    certificates: int = 0
    keys: int = 0
    bundles: int = 0
    error: int = 0
    warning: int = 0
    note: int = 0
    suppressed: int = 0


class Relaxed(NamedTuple):
    """A rule that guards something, judged more mildly because a file of the tree under test says so.

    A rule guards something if it is about security, or if its finding would be an error.
    """

    #: the file that says so: a configuration, a profile or a manifest, as people see it
    path: str
    #: the patterns of paths that it says so for; empty: for everything that it speaks of
    scope: tuple[str, ...]
    rule: str
    #: the grade, and the one without that file
    severity: Severity
    expected: Severity
    #: the roles and circumstances that this is about; empty: any
    roles: tuple[str, ...] = ()
    #: options with another value: name, value, and the value without that file
    options: tuple[tuple[str, OptionValue, OptionValue], ...] = ()


class Overrides(NamedTuple):
    """What the tree under test has changed about its own judgement. Command lines are the user's, and not told."""

    relaxed: tuple[Relaxed, ...] = ()
    #: (file that says so, rule, number) of findings that are ignored, of rules that guard something
    suppressed: tuple[tuple[str, str, int], ...] = ()
    #: (configuration, number) of files that are left out
    excluded: tuple[tuple[str, int], ...] = ()
    #: the configuration that says so in general, as people see it
    path: str = ""


class RuleText(NamedTuple):
    """What a rule says of itself, for the formats that carry rule metadata."""

    id: str
    #: first line of the docstring
    summary: str
    #: the whole explanation as Markdown
    markdown: str
    #: the level that the policy in force gives it by default
    severity: Severity
    #: the standards it cites
    spec: tuple[str, ...] = ()
    #: CVSS-like number as GitHub wants it (``"7.5"``), or empty for a rule about hygiene
    security: str = ""
    url: str = ""


class Report(NamedTuple):
    """The whole outcome of a run: equal input and equal ``now`` give an equal report."""

    version: str
    #: the time against which validity was judged, RFC 3339 in UTC
    now: str
    findings: tuple[Finding, ...]
    summary: Summary
    profiles: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    #: the rules in force; filled in only when a format needs them
    rules: tuple[RuleText, ...] = ()
    #: everything that was judged, requests and revocation lists included
    materials: int = 0
    overrides: Overrides = Overrides()
    #: filled in only on request
    accepted: tuple[Accepted, ...] = ()
    baseline: Use | None = None
    #: of a shard: what is found only if all other shards find it too
    pending: tuple[Finding, ...] = ()
    #: None where the report is that of the whole run
    shard: Shard | None = None
