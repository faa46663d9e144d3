"""``pemlint chain`` and ``pemlint list``: what is shown of real files, and how the runs end."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pemlint.pem import parse
from pemlint.views import CHAIN_FORMATS, LIST_FORMATS, PLATFORM_FORMATS
from tests import builder
from tests.e2e.defects import bundle
from tests.e2e.everything import Everything
from tests.e2e.support import NOW, Workspace, one_line, program
from tests.project import ROOT
from tests.recipes import FOLDER
from tests.reporters.samples import HOSTILE

FORMATS = {"chain": CHAIN_FORMATS, "list": LIST_FORMATS, "platforms": PLATFORM_FORMATS}
COMMANDS = [(command, each) for command, formats in FORMATS.items() for each in formats]
#: of the platforms, which are asked one by one elsewhere, some that want other things of a file
FEW = {"platforms": ("--profile", "emqx-cloud,aws-cloudfront,azure-app-service")}
GOLDEN = Path(__file__).parent / "golden"
#: asked for here, as no test of a run sees such variables
REWRITE = bool(os.environ.get("PEMLINT_REWRITE_GOLDEN"))
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----(.*?)-----END ", re.DOTALL)


def drawn(workspace: Workspace, *arguments: str) -> list[dict[str, Any]]:
    outcome = workspace.run("chain", "--now", NOW, "--output-format", "json", *arguments)
    assert outcome.status == 0, outcome.err
    outlines: list[dict[str, Any]] = outcome.report["outlines"]
    return outlines


def listed(workspace: Workspace, *arguments: str) -> dict[str, Any]:
    outcome = workspace.run("list", "--now", NOW, "--output-format", "json", *arguments)
    assert outcome.status == 0, outcome.err
    return outcome.report


def way(node: dict[str, Any]) -> list[str]:
    """From a node upwards, what is missing in brackets."""
    name = f"({node['name']})" if node["missing"] else node["name"]
    return [name, *(way(node["issuers"][0]) if node["issuers"] else [])]


def copy_examples(workspace: Workspace) -> None:
    """The examples outside of Git, where nobody can say that they are tracked."""
    folder = ROOT / "examples"
    paths = [path for path in folder.rglob("*") if path.is_file()]
    workspace.write_all({path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths})


# -- whole outputs ----------------------------------------------------------------------------------------------------

RECORDS = {
    "chain.txt": ("chain",),
    "chain.json": ("chain", "--output-format", "json"),
    "list.txt": ("list",),
    "list.json": ("list", "--output-format", "json"),
    "list.csv": ("list", "--output-format", "csv"),
}


@pytest.mark.parametrize("name", RECORDS)
def test_the_examples_look_as_on_record(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """``PEMLINT_REWRITE_GOLDEN=1`` writes them anew; the difference is then for review."""
    copy_examples(workspace)
    monkeypatch.setenv("COLUMNS", "100")
    outcome = workspace.run(*RECORDS[name], "--now", NOW, "examples")
    assert (outcome.status, outcome.err) == (0, "")
    if REWRITE:
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(outcome.out, "utf-8")
    assert outcome.out == (GOLDEN / name).read_text("utf-8")


def test_every_record_belongs_to_a_command() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == RECORDS.keys()


@pytest.mark.parametrize("folder", sorted(FOLDER.iterdir()), ids=lambda folder: folder.name)
def test_nothing_of_a_private_key_is_shown_and_nothing_fails(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], folder: Path
) -> None:
    texts = [path.read_bytes().decode("latin-1") for path in folder.rglob("*") if path.is_file()]
    bodies = "\n".join(body for text in texts for body in _PRIVATE_KEY.findall(text))
    secret = [line.strip() for line in bodies.splitlines() if len(line.strip()) >= 16 and ":" not in line]
    shutil.copytree(folder, workspace.path, dirs_exist_ok=True)
    everything = Everything(monkeypatch, capfd)
    for command, formats in FORMATS.items():
        said = everything.said("--isolated", *FEW.get(command, ()), only=[command])
        assert everything.status == 0
        assert everything.written.keys() == set(formats.values()), "all formats are written"
        assert re.search(r"^(pemlint: (?!no TLS material found)|Traceback)", said, re.MULTILINE) is None
        assert [line for line in secret if line in said] == []


@pytest.mark.parametrize("text", [each for each in HOSTILE if each.encode("utf-8", "ignore").decode() == each])
def test_whatever_things_are_called_nothing_harmful_is_shown(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], text: str
) -> None:
    """As the name of a certificate, of its issuer, of a bundle, and of files."""
    odd = builder.root(subject=text)
    leaf = builder.server(subject=(("O", text), ("CN", f"a {text}")), issuer=odd, alternative_names=None)
    named = "".join(each for each in text if each not in "/\0")
    workspace.write("site.pem", leaf.pem + odd.pem + odd.pem)
    workspace.write("alone.pem", builder.server(issuer_name=text).pem)
    workspace.write(f"{named}.pem", leaf.pem + builder.private_pem("server"))
    workspace.write("a.bundle.toml", f"[bundle]\nname = {json.dumps(text)}\ncertificate = 'site.pem'\n")
    everything = Everything(monkeypatch, capfd)
    said = "".join(everything.said(only=[command]) for command in FORMATS if not everything.status)
    assert everything.status == 0
    for line in said.split("\n"):
        assert line.isprintable(), ascii(line)
        assert "##" not in line
        assert not line.lstrip().startswith("::")


# -- chain ------------------------------------------------------------------------------------------------------------


def test_a_bundle_is_drawn_with_its_key_and_its_client(workspace: Workspace) -> None:
    workspace.write_all(bundle.good())
    (outline,) = drawn(workspace)
    assert (outline["kind"], outline["spot"]["path"], outline["errors"]) == ("bundle", "mqtt.bundle.toml", 0)
    server, client = outline["trees"]
    assert [len(way(server)), len(way(client))] == [3, 2]
    assert [key["spot"]["path"] for key in server["keys"]] == ["server.key"]
    assert all(key["belongs"] for node in (server, client) for key in node["keys"])


def test_a_gap_is_drawn_where_it_is_with_the_file_that_fills_it(workspace: Workspace) -> None:
    middle, root = builder.intermediate(), builder.root()
    workspace.write("site.pem", builder.server().pem + root.pem)
    workspace.write("extra/middle.pem", middle.pem)
    (outline,) = [each for each in drawn(workspace) if each["kind"] == "served chain"]
    (leaf,) = outline["trees"]
    (gap,) = leaf["issuers"]
    assert way(leaf) == ["CN=server.example.com", "(CN=Example Intermediate CA)", "CN=Example Root CA"]
    assert gap["spot"] == {"path": "extra/middle.pem", "line": 1, "block": 1}
    assert gap["words"][0].startswith("key identifier ")
    assert [remark["rule"] for remark in gap["remarks"]] == ["chain-issuer-missing"]
    shown = workspace.run("chain", "--now", NOW).out
    assert "CN=Example Intermediate CA  missing  (error chain-issuer-missing)" in shown
    assert "it is in extra/middle.pem:1" in shown


def test_what_does_not_belong_is_drawn_beside(workspace: Workspace) -> None:
    other = builder.client_ca().pem
    workspace.write("site.pem", builder.server().pem + builder.intermediate().pem * 2 + builder.root().pem + other)
    (outline,) = drawn(workspace)
    beside = {(node["name"], node["spot"]["block"]) for node in outline["beside"]}
    assert beside == {("CN=Example Client CA", 5), ("CN=Example Intermediate CA", 3)}
    assert all(node["remarks"] or node["words"] for node in outline["beside"])


def test_a_wrong_order_is_drawn_in_the_right_one_and_said(workspace: Workspace) -> None:
    workspace.write("site.pem", builder.root().pem + builder.intermediate().pem + builder.server().pem)
    (outline,) = drawn(workspace)
    assert way(outline["trees"][0])[0] == "CN=server.example.com"
    assert "out of order" in outline["verdict"]
    assert outline["errors"] >= 1


def test_a_leaf_alone_leads_to_its_root_in_other_files(workspace: Workspace) -> None:
    workspace.write("server.crt", builder.server().pem)
    workspace.write("cas/middle.crt", builder.intermediate().pem)
    workspace.write("cas/root.crt", builder.root().pem)
    leaf, cas = drawn(workspace)
    assert (leaf["kind"], leaf["verdict"]) == ("certificate", "leads to 'CN=Example Root CA'")
    assert leaf["trees"][0]["issuers"][0]["origin"] == "not in the chain"
    assert (cas["kind"], len(way(cas["trees"][0]))) == ("CA tree", 2)


def test_a_leaf_whose_issuer_nobody_holds(workspace: Workspace) -> None:
    workspace.write("server.crt", builder.server().pem)
    (outline,) = drawn(workspace)
    assert outline["verdict"] == "its issuer is not here"
    assert way(outline["trees"][0]) == ["CN=server.example.com", "(CN=Example Intermediate CA)"]
    assert "CN=Example Intermediate CA  not here" in workspace.run("chain", "--now", NOW).out


def test_a_cross_signed_ca_has_two_ways_up(workspace: Workspace) -> None:
    middle, other = (
        builder.intermediate(),
        builder.root(subject=(("O", "Example"), ("CN", "Other Root CA")), key="spare"),
    )
    cross = builder.cross_signed(middle, issuer=other)
    workspace.write("site.pem", b"".join(one.pem for one in (builder.server(), middle, cross, builder.root(), other)))
    (outline,) = drawn(workspace)
    tops = {way(node)[-1] for node in outline["trees"][0]["issuers"]}
    assert tops == {"CN=Example Root CA", "CN=Other Root CA"}


def test_cas_that_sign_each_other_are_drawn_once(workspace: Workspace) -> None:
    one = builder.intermediate(subject="Loop A", issuer_name="Loop B", signer="spare")
    two = builder.intermediate(subject="Loop B", issuer_name="Loop A", key="spare", signer="intermediate")
    workspace.write("loop.pem", one.pem + two.pem)
    trees = [way(tree) for outline in drawn(workspace) for tree in outline["trees"]]
    assert trees
    assert all(len(each) <= 3 for each in trees)


def test_a_trust_bundle_is_said_in_few_words(workspace: Workspace) -> None:
    roots = [
        builder.root(subject=f"Root {number}", key=key) for number, key in enumerate(("root", "spare", "other", "p256"))
    ]
    workspace.write("roots.pem", b"".join(one.pem for one in roots))
    (outline,) = drawn(workspace)
    assert (outline["kind"], len(outline["trees"])) == ("trust bundle", 3)
    assert outline["verdict"] == "4 certificates; these expire first"


def test_keys_that_nobody_claims_are_named(workspace: Workspace) -> None:
    workspace.write("server.crt", builder.server().pem)
    workspace.write("stray.key", builder.private_pem("other"))
    outcome = workspace.run("chain", "--now", NOW)
    assert "private keys without a certificate here\n└── stray.key:1\n" in outcome.out


def test_verdicts_are_those_of_check(workspace: Workspace) -> None:
    """Every finding about the files of a bundle has its place in the drawing, under the bundle's own profile."""
    broken = bundle.good() | {
        "chain.pem": builder.root().pem + builder.intermediate().pem + builder.server().pem,
        "server.key": builder.private_pem("other"),
    }
    workspace.write_all(broken)
    (outline,) = drawn(workspace)
    counted = Counter(each.severity for each in workspace.check().found)
    assert (outline["errors"], outline["warnings"], outline["notes"]) == (
        counted["error"],
        counted["warning"],
        counted["note"],
    )
    assert outline["errors"] >= 3


@pytest.mark.parametrize("target", ["chain.pem", "server.key", "mqtt.bundle.toml"])
def test_any_part_of_a_bundle_shows_all_of_it(workspace: Workspace, target: str) -> None:
    workspace.write_all(bundle.good())
    assert [outline["kind"] for outline in drawn(workspace, target)] == ["bundle"]
    assert len(drawn(workspace, target)[0]["trees"]) == 2


def test_a_bundle_that_cannot_be_understood_says_why(workspace: Workspace) -> None:
    workspace.write_all(bundle.good() | {"server.crt": builder.server().der})
    outline = drawn(workspace)[0]
    assert outline["verdict"] == "not understood: the certificate 'server.crt': it is not PEM"
    assert outline["errors"] >= 1


def test_a_long_row_of_cas_is_cut(workspace: Workspace) -> None:
    below = builder.root(subject="CA 0")
    row = [below]
    for number in range(1, 30):
        below = builder.intermediate(subject=f"CA {number}", key="root", issuer=below, path_length=None)
        row.append(below)
    workspace.write("row.pem", b"".join(one.pem for one in reversed(row)))
    (outline,) = drawn(workspace)
    names = way(outline["trees"][0])
    assert names[0] == "CN=CA 29"
    assert names[-1] == "..."
    assert len(names) < 20


def test_many_cas_of_one_name_are_bounded_work(workspace: Workspace) -> None:
    """200 CAs with one name, of two keys that sign each other, above a few leaves."""
    name = "One Name"
    cas = [
        builder.intermediate(subject=name, issuer_name=name, key=key, signer=other, serial=serial, path_length=None)
        for serial in range(1, 101)
        for key, other in (("spare", "other"), ("other", "spare"))
    ]
    for number in range(3):
        leaf = builder.server(subject=f"leaf {number}", issuer_name=name, signer="spare")
        workspace.write(f"site-{number}.pem", leaf.pem + b"".join(one.pem for one in cas))
    outcome = workspace.run("chain", "--now", NOW)
    assert outcome.status == 0
    assert outcome.out.count("CN=One Name  intermediate") < 3 * 64
    assert "...  and further up" in outcome.out


# -- list -------------------------------------------------------------------------------------------------------------


def test_soonest_expiry_first_each_once_with_every_place(workspace: Workspace) -> None:
    soon = builder.server(subject="soon", not_after=builder.NOW + timedelta(days=9)).pem
    past = builder.server(subject="past", not_after=builder.NOW - timedelta(days=1)).pem
    workspace.write("a.pem", builder.root().pem + soon)
    workspace.write("b.pem", soon + past)
    found = listed(workspace)
    shown = [(each["name"], each["validity"]["days_left"], len(each["places"])) for each in found["certificates"]]
    assert shown == [("CN=past", -1, 1), ("CN=soon", 9, 2), ("CN=Example Root CA", 6789, 1)]
    assert [each["validity"]["state"] for each in found["certificates"]] == ["expired", "valid", "valid"]


def test_keys_know_their_certificates_and_how_they_are_kept(workspace: Workspace) -> None:
    workspace.write("server.crt", builder.server().pem)
    workspace.write("server.key", builder.private_pem("server"))
    workspace.write("copy.key", builder.private_pem("server", form="encrypted"))
    found = listed(workspace)
    by_place = {key["places"][0]["path"]: key for key in found["keys"]}
    assert by_place["server.key"]["encryption"] == "unencrypted"
    assert [owner["name"] for owner in by_place["server.key"]["certificates"]] == ["CN=server.example.com"]
    assert (by_place["copy.key"]["encryption"], by_place["copy.key"]["spki_sha256"]) == ("encrypted", "")
    assert found["certificates"][0]["keys"] == [{"path": "server.key", "line": 1, "block": 1}]


def test_roles_come_from_contents_and_from_bundles(workspace: Workspace) -> None:
    workspace.write_all(bundle.good())
    found = {each["name"]: each["roles"] for each in listed(workspace)["certificates"]}
    assert found["CN=mqtt.example.com"] == ["server"]
    assert found["CN=client-1"] == ["client"]
    assert found["CN=Example Intermediate CA"] == ["ca"]


def test_the_rest_is_listed_too(workspace: Workspace) -> None:
    workspace.write("a.csr", builder.block("CERTIFICATE REQUEST", builder.request()))
    workspace.write("a.pub", builder.public_pem("server"))
    workspace.write("a.p12", builder.pkcs12())
    workspace.write("broken.pem", b"-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n")
    found = listed(workspace)
    assert {each["kind"] for each in found["others"]} == {"certificate request", "public key"}
    assert {each["spot"]["path"] for each in found["unopened"]} == {"a.p12", "broken.pem"}


POOL = [
    builder.root().pem,
    builder.intermediate().pem,
    builder.server().pem,
    builder.client().pem,
    builder.self_signed().pem,
    builder.private_pem("server"),
    b"text between\n",
    builder.block("CERTIFICATE", b"0\x03\x02\x01\x01"),
]


@settings(derandomize=True, deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(st.lists(st.sampled_from(POOL), max_size=6), min_size=1, max_size=4))
def test_every_certificate_block_is_listed_once_per_place(workspace: Workspace, files: list[list[bytes]]) -> None:
    for old in workspace.path.iterdir():
        old.unlink()
    expected = Counter[tuple[str, int]]()
    for number, blocks in enumerate(files):
        data = b"".join(blocks)
        workspace.write(f"{number}.pem", data)
        document = parse(data)
        for block in document.blocks:
            if block.label == "CERTIFICATE":
                expected[f"{number}.pem", document.location("", block.span).line] += 1
    found = listed(workspace)
    places = [place for each in found["certificates"] for place in each["places"]]
    unreadable = [each["spot"] for each in found["unopened"] if "CERTIFICATE" in each["kind"]]
    assert Counter((place["path"], place["line"]) for place in [*places, *unreadable]) == expected
    assert len({each["sha256"] for each in found["certificates"]}) == len(found["certificates"])
    outcome = workspace.run("list", "--now", NOW, "--output-format", "csv")
    rows = [row for row in csv.DictReader(io.StringIO(outcome.out)) if row["kind"] == "certificate"]
    assert sum(len(row["places"].split("; ")) for row in rows) == len(places)


# -- how runs end -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("command", "output_format"), COMMANDS)
def test_faults_are_status_2_and_errors_in_files_are_not(
    workspace: Workspace, command: str, output_format: str
) -> None:
    workspace.write("expired.crt", builder.server(not_after=builder.NOW - timedelta(days=1)).pem)
    arguments = (command, "--now", NOW, "--output-format", output_format)
    assert workspace.run(*arguments).status == 0
    outcome = workspace.run(*arguments, "nowhere.pem", "expired.crt")
    assert one_line(outcome.err) == "nowhere.pem: no such file or directory"
    assert outcome.status == 2
    assert "server.example.com" in outcome.out
    if command != "platforms":
        assert workspace.run(command, "--profile", "default").status == 2


@pytest.mark.parametrize(("command", "output_format"), COMMANDS)
def test_order_and_repetition_of_arguments_do_not_matter(
    workspace: Workspace, command: str, output_format: str
) -> None:
    workspace.write("a/site.pem", builder.intermediate().pem + builder.server().pem)
    workspace.write("b.crt", builder.client().pem)
    arguments = (command, "--now", NOW, "--output-format", output_format)
    one = workspace.run(*arguments, "a", "b.crt").out
    assert workspace.run(*arguments, "b.crt", "a/site.pem", "./a").out == one
    apart = program(*arguments, "b.crt", "a", cwd=workspace.path, PYTHONHASHSEED="7")
    assert (apart.status, apart.err) == (0, "")
    assert apart.out == one


@pytest.mark.parametrize("command", ["chain", "list"])
def test_nothing_to_show_is_a_remark(workspace: Workspace, command: str) -> None:
    workspace.write("readme.txt", "nothing here\n")
    outcome = workspace.run(command, "--now", NOW)
    assert (outcome.status, outcome.err) == (0, "pemlint: no TLS material found (1 file read)\n")


@pytest.mark.parametrize("command", ["chain", "list"])
def test_colour_and_files(workspace: Workspace, command: str) -> None:
    workspace.write("a.crt", builder.server().pem)
    plain = workspace.run(command, "--now", NOW)
    colored = workspace.run(command, "--now", NOW, "--color", "always")
    assert "\x1b[" not in plain.out
    assert "\x1b[" in colored.out
    outcome = workspace.run(command, "--now", NOW, "--output-file", "shown.txt")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    assert (workspace.path / "shown.txt").read_text("utf-8") == plain.out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "utf-8"])
@pytest.mark.parametrize("command", ["chain", "list"])
def test_lines_are_drawn_with_what_the_encoding_has(workspace: Workspace, command: str, encoding: str) -> None:
    workspace.write("a.crt", builder.server().pem)
    outcome = program(command, "--now", NOW, cwd=workspace.path, PYTHONIOENCODING=f"{encoding}:strict")
    assert outcome.status == 0, outcome.err
    assert "\\u25" not in outcome.out
    assert outcome.out.isascii() or encoding in {"cp437", "utf-8"}


@pytest.mark.parametrize("command", ["chain", "list"])
def test_eighty_columns_are_enough(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    copy_examples(workspace)
    monkeypatch.setenv("COLUMNS", "80")
    outcome = workspace.run(command, "--now", NOW, "examples")
    assert max(map(len, outcome.out.splitlines())) <= 80
    assert re.search(r"examples/everything-in-one-file/server\.crt:52?(?: |$)", outcome.out, re.MULTILINE)
