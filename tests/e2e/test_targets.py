"""Which files were asked about decides what is reported, and never what is said of it."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from pemlint import engine, files, registry
from pemlint.cli import reading
from pemlint.cli.arguments import parser
from pemlint.files.context import Context
from pemlint.judging import Judge
from pemlint.subjects import read
from tests import builder
from tests.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pemlint.model import Finding
    from pemlint.subjects import Subject, Tree
    from tests.e2e.support import Workspace

#: rules that one profile leaves off another has on
PROFILES = tuple(f"--profile={name}" for name in ("default", "strict", "webpki", "emqx-cloud"))
#: what is ignored, and what is said of ignores, is settled behind all judging, for the files as they were read
FOLDERS = [
    ROOT / "examples",
    *(path for path in sorted((ROOT / "tests" / "examples").iterdir()) if not path.name.startswith("ignore-")),
]


#: of a folder so many files are asked about one by one, and of their pairs one in so many
MOST = 5


class Known(NamedTuple):
    """A folder that was read once, to be judged with any of its files as targets."""

    reading: reading.Reading
    tree: Tree
    #: what every subject gives, whoever asks
    given: tuple[tuple[Subject, tuple[Finding, ...]], ...]
    #: by targets, what was reported
    reported: dict[tuple[str, ...], list[Finding]]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(source.path for source in self.reading.batch.sources)

    def findings(self, targets: tuple[str, ...]) -> list[Finding]:
        if targets not in self.reported:
            self.reported[targets] = self._findings(set(targets))
        return self.reported[targets]

    def _findings(self, wanted: set[str]) -> list[Finding]:
        sources = tuple(source._replace(target=source.path in wanted) for source in self.reading.batch.sources)
        batch = self.reading.batch._replace(sources=sources)
        report = engine.judge(self.tree, batch, self.reading.settings.plan, now=builder.NOW)
        assert report.faults == ()
        return list(report.findings)

    def choices(self) -> Iterator[tuple[str, ...]]:
        """Some files alone, and some pairs."""
        few = self.paths[:: max(1, len(self.paths) // MOST)]
        yield from ((path,) for path in few)
        yield from list(combinations(few, 2))[::MOST]


def known(folder: Path) -> Known:
    options = parser().parse_args(["check", "--isolated", *PROFILES, str(folder)])
    found = reading.read(options)
    tree = read(found.batch, found.settings.plan, files.public_roots, now=builder.NOW)
    given = []
    runner = Judge(registry.infos(), builder.NOW, frozenset(), found.batch.surroundings)
    for subject in tree.subjects:
        runner.begin_anew()
        runner.judge(subject, asked=True)
        assert not runner.faults
        given.append((subject, tuple(runner.findings)))
    return Known(found, tree, tuple(given), {})


@pytest.fixture(autouse=True, scope="module")
def _read_once() -> Iterator[None]:
    """The manifests of the tree, which every folder is looked for in, and the modules of rules stay the same."""
    with pytest.MonkeyPatch.context() as patch:
        places = Context._places
        known = dict[str, Any]()

        def remembered(self: Context, manifest: str) -> Any:
            if manifest not in known:
                known[manifest] = places(self, manifest)
            return known[manifest]

        patch.setattr(Context, "_places", remembered)
        patch.setattr(registry, "load", cache(registry.load))
        yield


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Known:
    return known(request.param)


def identity(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.location, finding.message


def places(finding: Finding) -> set[str]:
    return {finding.location.path, *(related.location.path for related in finding.related)}


def test_what_is_not_judged_would_not_have_been_reported(folder: Known) -> None:
    for targets in folder.choices():
        expected = {
            identity(finding)
            for subject, findings in folder.given
            for finding in findings
            if not subject.sides.isdisjoint(targets) or not places(finding).isdisjoint(targets)
        }
        assert set(map(identity, folder.findings(targets))) == expected


def test_fingerprints_do_not_depend_on_the_targets(folder: Known) -> None:
    whole = {(*identity(finding), finding.fingerprint) for finding in folder.findings(folder.paths)}
    for targets in folder.choices():
        assert {(*identity(finding), finding.fingerprint) for finding in folder.findings(targets)} <= whole


def test_a_subject_names_every_file_that_its_findings_point_to(folder: Known) -> None:
    for subject, findings in folder.given:
        for finding in findings:
            assert places(finding) <= subject.files, f"{finding.rule} points to a file that its subject does not hold"


def test_what_is_only_context_costs_no_judgement(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("server", "other", "spare", "p256", "p384", "p521", "rsa-3072", "rsa-4096"):
        workspace.write(f"{key}.crt", builder.server(subject=f"{key}.example.com", key=key).pem)
    judged = list[str]()
    monkeypatch.setattr(Judge, "_apply", lambda *given: judged.append(str(given[-1].files)))
    assert workspace.found("p256.crt") == []
    assert set(judged) == {"frozenset({'p256.crt'})"}
