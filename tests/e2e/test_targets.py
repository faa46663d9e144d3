"""Which files were asked about decides what is reported, and never what is said of it."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pytest

from pemlint import engine, files, registry
from pemlint.cli import reading
from pemlint.cli.arguments import parser
from pemlint.subjects import read
from tests import builder
from tests.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pemlint.model import Finding
    from pemlint.subjects import Subject, Tree
    from tests.e2e.support import Workspace

#: rules that one profile leaves off another has on
PROFILES = tuple(argument for name in files.profile_names() for argument in ("--profile", name))
FOLDERS = [ROOT / "examples", *sorted((ROOT / "tests" / "examples").iterdir())]


class Known(NamedTuple):
    """A folder that was read once, to be judged with any of its files as targets."""

    reading: reading.Reading
    tree: Tree

    @property
    def paths(self) -> list[str]:
        return [source.path for source in self.reading.batch.sources]

    def findings(self, targets: Iterable[str]) -> list[Finding]:
        wanted = set(targets)
        sources = tuple(source._replace(target=source.path in wanted) for source in self.reading.batch.sources)
        batch = self.reading.batch._replace(sources=sources)
        report = engine.judge(self.tree, batch, self.reading.settings.plan, now=builder.NOW)
        assert report.faults == ()
        return list(report.findings)


def known(folder: Path, *arguments: str) -> Known:
    options = parser().parse_args(["check", "--isolated", *arguments, str(folder)])
    found = reading.read(options)
    return Known(found, read(found.batch, found.settings.plan, files.public_roots, now=builder.NOW))


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Known:
    return known(request.param, *PROFILES)


def everything(
    subjects: Iterable[Subject], targets: frozenset[str], *, everything: bool
) -> Iterator[tuple[Subject, bool]]:
    """Stands in for the engine's choice of what is worth judging."""
    assert isinstance(everything, bool)
    return ((subject, not targets.isdisjoint(subject.files)) for subject in subjects)


def identity(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.location, finding.message, finding.fingerprint


def choices(paths: list[str]) -> Iterator[tuple[str, ...]]:
    """Every file alone, and a few pairs."""
    yield from ((path,) for path in paths)
    yield from list(combinations(paths, 2))[:: max(1, len(paths) // 2)]


def test_what_is_not_judged_would_not_have_been_reported(folder: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = {targets: folder.findings(targets) for targets in choices(folder.paths)}
    monkeypatch.setattr(engine, "_to_judge", everything)
    assert {targets: folder.findings(targets) for targets in quick} == quick


def test_fingerprints_do_not_depend_on_the_targets(folder: Known) -> None:
    whole = set(map(identity, folder.findings(folder.paths)))
    reported = set[tuple[object, ...]]()
    for path in folder.paths:
        reported |= set(map(identity, folder.findings([path])))
    assert reported == whole


def test_a_subject_names_every_file_that_its_findings_point_to(folder: Known) -> None:
    for subject in folder.tree.subjects:
        runner = engine._Judge(registry.infos(), builder.NOW, frozenset())
        runner.judge(subject, asked=True)
        assert runner.faults == []
        for finding in runner.findings:
            places = {finding.location.path, *(related.location.path for related in finding.related)}
            assert places <= subject.files, f"{finding.rule} points to a file that its subject does not hold"


def test_what_is_only_context_costs_no_judgement(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("server", "other", "spare", "p256", "p384", "p521", "rsa-3072", "rsa-4096"):
        workspace.write(f"{key}.crt", builder.server(subject=f"{key}.example.com", key=key).pem)
    judged = list[str]()
    monkeypatch.setattr(engine._Judge, "_apply", lambda *given: judged.append(str(given[-1].files)))
    assert workspace.found("p256.crt") == []
    assert set(judged) == {"frozenset({'p256.crt'})"}
