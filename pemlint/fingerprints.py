"""What findings are known by: among each other, from one run to the next, and to GitHub code scanning."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pemlint.model import Finding, Source

__all__ = ["fingerprinted", "identity", "line_hashed", "ordinals", "place"]


def place(finding: Finding) -> tuple[object, ...]:
    """The order in which findings are reported."""
    return (finding.location, finding.rule, finding.message)


def ordinals(findings: Iterable[Finding]) -> dict[tuple[object, ...], int]:
    """For each distinct finding, which one it is among those of the same rule, file and content."""
    seen: dict[tuple[str, str, str], int] = {}
    counted: dict[tuple[object, ...], int] = {}
    for finding in sorted(findings, key=place):
        if identity(finding) not in counted:
            key = (finding.rule, finding.repo_path, finding.fingerprint)
            counted[identity(finding)] = seen[key] = seen.get(key, 0) + 1
    return counted


def identity(finding: Finding) -> tuple[object, ...]:
    """What makes two findings of different profiles one."""
    return (finding.rule, finding.location, finding.message, finding.fingerprint)


def fingerprinted(finding: Finding, counted: Mapping[tuple[object, ...], int]) -> Finding:
    """Fill in the fingerprint: rule, path and content, with the ordinal among equals."""
    from hashlib import sha256

    ordinal = counted[identity(finding)]
    text = "\0".join((finding.rule, finding.repo_path, finding.fingerprint, str(ordinal)))
    return finding._replace(fingerprint=sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def line_hashed(findings: Sequence[Finding], sources: Iterable[Source]) -> list[Finding]:
    """Fill in the hash of each finding's line, but where it would tell something of a private key."""
    from pemlint.linehash import key_lines, line_hashes

    wanted: dict[str, set[int]] = {}
    for finding in findings:
        wanted.setdefault(finding.location.path, set()).add(finding.location.line)
    hashes = {
        source.path: line_hashes(source.data, wanted[source.path] - key_lines(source.data, wanted[source.path]))
        for source in sources
        if source.path in wanted
    }
    return [
        finding._replace(line_hash=hashes.get(finding.location.path, {}).get(finding.location.line, ""))
        for finding in findings
    ]
