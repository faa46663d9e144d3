"""A good bundle gives nothing; each single defect gives exactly its own finding, at its own line, and nothing else."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest
import tomli

from pemlint import files
from pemlint.cli.settings import loader
from tests.e2e.defects import bundle, cert, chains, fields, key, manifests, pem
from tests.e2e.defects.bundle import FOLDER, Defect, Expected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.e2e.support import Outcome, Workspace

DEFECTS = tuple(
    value
    for module in (pem, cert, fields, key, chains, manifests)
    for value in vars(module).values()
    if isinstance(value, Defect)
)
TLS = frozenset({*bundle.good(), "server.pem", "server.csr"})
each_defect = pytest.mark.parametrize("defect", DEFECTS, ids=[defect.name for defect in DEFECTS])


def lay_out(workspace: Workspace, defect: Defect) -> dict[str, bytes]:
    """Write the bundle with its defect."""
    contents = bundle.files(defect.files())
    workspace.write_all({f"{FOLDER}/{name}": data for name, data in contents.items()})
    if ".gitignore" in contents:
        workspace.git("init", "--quiet")
    return contents


def compare(outcome: Outcome, expected: tuple[Expected, ...], contents: Mapping[str, bytes]) -> None:
    """Exactly the expected errors and warnings, at their places and in their words, and each expected note."""
    wanted = [each.found(contents) for each in expected]
    assert outcome.err == ""
    assert sorted(map(str, (each for each in outcome.found if each.severity != "note"))) == sorted(
        map(str, (each for each in wanted if each.severity != "note"))
    )
    for one, each in zip(wanted, expected, strict=True):
        assert one in outcome.found
        finding = next(
            found
            for found in outcome.report["findings"]
            if (found["rule"], found["path"], found["line"]) == (one.rule, one.path, one.line)
        )
        for words in each.says:
            assert words in f"{finding['message']}\n{finding['help']}"
    assert outcome.status == int(any(each.severity == "error" for each in wanted))


@pytest.mark.parametrize("profile", ["", "default", "strict", "private-pki", "webpki"])
def test_the_bundle_without_a_defect_gives_nothing(workspace: Workspace, profile: str) -> None:
    # no public CA would issue for a private address
    public = bundle.leaf(alternative_names=(bundle.HOST,)) | bundle.manifest(hosts=f'["{bundle.HOST}"]')
    made = bundle.files(public if profile == "webpki" else {})
    workspace.write_all({f"{FOLDER}/{name}": data for name, data in made.items()})
    outcome = workspace.check(*(("--profile", profile) if profile else ()))
    apart = {
        "cert-extended-key-usage-unfit-for-ca",
        "cert-extended-key-usage-without-server-auth",
        "chain-contains-root",
    }
    assert [each for each in outcome.found if each.rule not in apart] == []
    assert outcome.status == 0
    summary = outcome.report["summary"]
    assert (summary["bundles"], summary["keys"], summary["certificates"]) == (1, 2, 6)


@each_defect
def test_emqx_cloud_finds_exactly_it(workspace: Workspace, defect: Defect) -> None:
    contents = lay_out(workspace, defect)
    compare(workspace.check(*defect.arguments), defect.emqx, contents)


@each_defect
def test_the_manifest_alone_is_enough(workspace: Workspace, defect: Defect) -> None:
    """Only where the issuer or key lies elsewhere does a message say more when the whole tree is read."""
    contents = lay_out(workspace, defect)
    expected = tuple(each._replace(says=()) for each in defect.emqx)
    compare(workspace.check(f"{FOLDER}/mqtt.bundle.toml", *defect.arguments), expected, contents)


@each_defect
def test_the_changed_files_alone_are_enough(workspace: Workspace, defect: Defect) -> None:
    """A hook is given the files of the commit only; whatever else the bundle has is context."""
    contents = lay_out(workspace, defect)
    good = bundle.good()
    changed = [f"{FOLDER}/{name}" for name, data in contents.items() if good.get(name) != data and name in TLS]
    expected = tuple(each._replace(says=()) for each in defect.emqx)
    compare(workspace.check(*(changed or [f"{FOLDER}/mqtt.bundle.toml"]), *defect.arguments), expected, contents)


@pytest.mark.parametrize("name", ["server.crt", "chain.pem", "root.crt"])
@pytest.mark.parametrize("defect", [chains.reversed_chain, chains.root_in_the_middle], ids=lambda defect: defect.name)
def test_any_file_of_the_chain_is_enough(workspace: Workspace, defect: Defect, name: str) -> None:
    """What has changed is the server certificate, and what is wrong stands in the chain: the commit must not pass."""
    contents = lay_out(workspace, defect)
    compare(workspace.check(f"{FOLDER}/{name}"), defect.emqx, contents)


@each_defect
def test_default_grades_it_for_everybody(workspace: Workspace, defect: Defect) -> None:
    contents = lay_out(workspace, defect)
    compare(workspace.check("--profile", "default", *defect.arguments), defect.default, contents)


def test_a_link_that_leaves_the_repository_is_refused(workspace: Workspace) -> None:
    workspace.write_all({f"{FOLDER}/{name}": data for name, data in bundle.good().items()})
    outside = workspace.path.parent / "outside.pem"
    inside = workspace.path / FOLDER / "chain.pem"
    inside.rename(outside)
    inside.symlink_to(outside)
    outcome = workspace.check(f"{FOLDER}/mqtt.bundle.toml")
    assert [(each.rule, each.path) for each in outcome.of("error")] == [
        ("bundle-file-outside-repository", f"{FOLDER}/mqtt.bundle.toml")
    ]
    assert outcome.of("warning") == []


def test_a_link_inside_the_repository_is_followed(workspace: Workspace) -> None:
    workspace.write_all({f"{FOLDER}/{name}": data for name, data in bundle.good().items()})
    chain_file = workspace.path / FOLDER / "chain.pem"
    chain_file.rename(workspace.path / FOLDER / "ca-2026.pem")
    chain_file.symlink_to("ca-2026.pem")
    assert workspace.found(f"{FOLDER}/mqtt.bundle.toml") == []


def test_two_defects_give_two_findings(workspace: Workspace) -> None:
    changed = cert.expired.files() | chains.reversed_chain.files()
    contents = bundle.files(changed)
    workspace.write_all({f"{FOLDER}/{name}": data for name, data in contents.items()})
    compare(workspace.check(), (*cert.expired.emqx, *chains.reversed_chain.emqx), contents)


def test_every_restriction_of_the_platform_is_shown_by_a_defect() -> None:
    """Those that its profile itself grades, and all about bundles; each rule has examples of its own besides."""
    shown = {each.rule for defect in DEFECTS for each in chain(defect.emqx, defect.default)}
    graded = set(tomli.loads((files.profile("emqx-cloud") or b"").decode())["rules"])
    settings = loader().policy("emqx-cloud").settings
    bundles = {rule_id for rule_id, setting in settings.items() if rule_id.startswith("bundle-") and setting.active}
    assert graded | bundles <= shown


def test_there_are_enough_of_them_and_each_has_a_name_of_its_own() -> None:
    names = [defect.name for defect in DEFECTS if defect.emqx or defect.default]
    assert len(names) >= 40
    assert len(set(names)) == len(names)
