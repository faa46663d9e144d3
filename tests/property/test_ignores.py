"""Ignores and baselines, whatever stands in a file: nothing is raised, and nothing is lost."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint import baseline, registry
from pemlint.baseline import Baseline, BaselineError, Known
from pemlint.directives import directives
from pemlint.fingerprints import fingerprinted, ordinals
from pemlint.model import Finding, Location, Severity
from pemlint.plan import Configuration
from pemlint.suppress import Suppression
from tests import builder
from tests.unit import judging

PUBLIC = builder.public_pem("server")
PIECES = (
    PUBLIC,
    PUBLIC.replace(b"-----END", b"----END"),
    b"# pemlint: ignore[cert-expired] why\n",
    b"# pemlint: ignore[ALL, cert, chain-out-of-order]\n",
    b"# pemlint: ignore[nothing] \xff\n",
    b"# pemlint:\n",
    b"  // pemlint: ignore [ key ] x\r\n",
    b"text\n",
    b"-----BEGIN CERTIFICATE-----\n",
)
RULES = ("cert-expired", "chain-out-of-order", "key-too-weak", "pem-malformed-block")


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=30), max_size=12), st.booleans())
def test_any_file_has_comments_that_cover_what_is_below_them(pieces: list[bytes], tls: bool) -> None:
    data = b"".join(pieces)
    file = judging.file(data, tls=tls)
    found = list(directives(file, registry.infos()))
    lines = data.count(b"\n") + 1
    blocks = [file.document.location("", block.span) for block in file.document.blocks]
    for each in found:
        assert each.malformed or each.words or each.unknown
        if each.placed:
            assert 1 <= each.first <= each.anchor.location.line <= each.last <= lines
            assert each.last in {block.end_line for block in blocks}
    findings = [
        Finding(rule, Severity.ERROR, f"{line}", Location(file.source.path, line), "", repo_path=file.source.repo_path)
        for line in range(1, lines + 1)
        for rule in RULES
    ]
    placed = [each for each in found if each.placed]
    kept, accepted = Suppression(placed, lambda _: Configuration(), "2026-06-01", str).divide(findings)
    covered = {
        (line, rule)
        for each in placed
        for line in range(each.first, each.last + 1)
        for _, rules in each.words
        for rule in rules
    }
    assert {(each.finding.location.line, each.finding.rule) for each in accepted} == {
        (each.location.line, each.rule) for each in findings if (each.location.line, each.rule) in covered
    }
    assert len(kept) + len(accepted) == len(findings)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.binary(max_size=60) | st.recursive(st.none() | st.text(max_size=5), st.lists).map(json.dumps).map(str.encode))
def test_any_bytes_are_a_baseline_or_are_told_why_not(data: bytes) -> None:
    for wrapped in (data, b'{"version": "1", "findings": [' + data + b"]}"):
        said = ""
        try:
            assert isinstance(baseline.parse(wrapped, "x", in_tree=True), Baseline)
        except BaselineError as error:
            said = str(error)
        assert said.isprintable()


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(RULES), st.integers(1, 4), st.sampled_from("xy"))))
def test_a_baseline_knows_what_it_was_written_from(found: list[tuple[str, str, int, str]]) -> None:
    findings = [Finding(rule, Severity.ERROR, "", Location(path, line), what) for path, rule, line, what in found]
    counted = ordinals(findings)
    known = [Known(each.location.path, each.rule, fingerprinted(each, counted).fingerprint) for each in findings]
    written = json.dumps(baseline.plain(known)).encode()
    read = baseline.parse(written, "x", in_tree=True)
    assert all(read.knows(each.fingerprint) for each in known)
    assert json.dumps(baseline.plain(read.entries.values())).encode() == written
    moved = [each._replace(location=each.location._replace(line=each.location.line + 7)) for each in findings]
    after = ordinals(moved)
    assert all(read.knows(fingerprinted(each, after).fingerprint) for each in moved)
