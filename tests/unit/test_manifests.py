"""Manifests: what they declare, and what is wrong with them, at the right line."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemlint import manifests
from pemlint.manifests.declaration import Mark
from pemlint.manifests.toml_marks import Marks
from tests import builder

WHOLE = """\
[bundle]
name           = "mqtt"
profile        = ["emqx-cloud", "strict"]
authentication = "two-way"
certificate    = "cloud.crt"
chain          = "chain.pem"
private-key    = "cloud.key"
client-ca      = "client-ca.crt"
roots          = "cloud-ca.crt"
hosts          = ["mqtt.example.com", "10.0.0.7"]

[[bundle.client]]
certificate = "a.crt"
private-key = "a.key"

[[bundle.client]]
certificate = "b.crt"
"""


def parse(text: str) -> manifests.Manifest:
    return manifests.parse(text.encode(), "certs/mqtt.bundle.toml")


def test_everything_that_a_manifest_can_say() -> None:
    manifest = parse(WHOLE)
    assert manifest.problems == ()
    (bundle,) = manifest.bundles
    assert (bundle.name, bundle.profiles, bundle.two_way) == ("mqtt", ("emqx-cloud", "strict"), True)
    assert bundle.hosts == ("mqtt.example.com", "10.0.0.7")
    assert [(part.key, part.path, part.mark.line) for part in bundle.parts()] == [
        ("certificate", "cloud.crt", 5),
        ("chain", "chain.pem", 6),
        ("private-key", "cloud.key", 7),
        ("client-ca", "client-ca.crt", 8),
        ("roots", "cloud-ca.crt", 9),
        ("certificate", "a.crt", 13),
        ("private-key", "a.key", 14),
        ("certificate", "b.crt", 17),
    ]
    assert manifest.paths == tuple(part.path for part in bundle.parts())


def test_one_file_may_fill_several_keys() -> None:
    manifest = parse('[bundle]\ncertificate = "all.pem"\nchain = "all.pem"\nprivate-key = "all.pem"\n')
    assert manifest.paths == ("all.pem",)
    assert manifest.problems == ()


@pytest.mark.parametrize("form", ["hex", "colons", "upper", "base64"])
def test_a_key_elsewhere_is_declared_by_its_public_key(form: str) -> None:
    digest = hashlib.sha256(b"a public key").digest()
    written = {
        "hex": digest.hex(),
        "colons": digest.hex(":"),
        "upper": digest.hex().upper(),
        "base64": base64.b64encode(digest).decode(),
    }[form]
    manifest = parse(f'[bundle]\ncertificate = "a.crt"\nprivate-key = {{ spki-sha256 = "{written}" }}\n')
    key = manifest.bundles[0].private_key
    assert key is not None
    assert (key.path, key.spki_sha256) == ("", digest.hex())
    assert manifest.paths == ("a.crt",)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[bundle]\nprivat-key = "a.key"\n', 2, "unknown key 'privat-key'; did you mean 'private-key'?"),
        ("[bundle]\ncertificate = 7\n", 2, "'certificate' must be the path of a file, not 7"),
        ("[bundle]\nchain = []\n", 2, "'chain' must be the path of a file, not a list"),
        ('[bundle]\nchain = ""\n', 2, "'chain' must be the path of a file, not ''"),
        ('[bundle]\nauthentication = "both"\n', 2, "'authentication' must be 'one-way' or 'two-way', not 'both'"),
        (
            '[bundle]\nclient-ca = "ca.crt"\n',
            2,
            "'client-ca' belongs to two-way authentication, and this bundle is one-way",
        ),
        ('[bundle]\n\n[bundle.client]\ncertificate = "a"\n', 3, "'client' is an array of tables: [[bundle.client]]"),
        ('[bundle]\n\n[[bundle.client]]\ncertificate = "a"\n', 3, "'client' belongs to two-way authentication"),
        ('[bundle]\nhosts = ["https://a.example"]\n', 2, "'https://a.example' is neither a host name nor an IP"),
        ("[bundle]\nhosts = [1]\n", 2, "'hosts' must be a string or a list of strings, not a list"),
        ("[bundle]\nname = 1\n", 2, "'name' must be a string, not 1"),
        ('[bundle]\nprivate-key = { spki-sha256 = "zz" }\n', 2, "'spki-sha256' must be the SHA-256"),
        ('[bundle]\nprivate-key = { sha = "zz" }\n', 2, "'private-key' must be the path of a file or {"),
        ('[bundle]\nclient = "a.crt"\n', 2, "'client' is an array of tables: [[bundle.client]]"),
        ('[bundle]\nauthentication = "two-way"\n[[bundle.client]]\nkey = "a"\n', 4, "unknown key 'key'"),
        ('[bundel]\nname = "x"\n', 1, "unknown key 'bundel'; did you mean 'bundle'?"),
        ('name = "x"\n[bundle]\n', 1, "unknown key 'name'"),
        ("", 1, "the manifest has no [bundle] table"),
        ("# none\nbundle = []\n", 2, "the manifest has no [bundle] table"),
        ("bundle = 3\n", 1, "'bundle' must be a table"),
        ('[bundle]\nname = "a\n', 2, "the manifest is not valid TOML"),
        (f"[bundle]\nname = {'1' * 5_000}\n", 1, "not valid TOML: a number has too many digits"),
        (f"[bundle]\nname = 0x{'f' * 9_000}\n", 2, "'name' must be a string, not a long number"),
        (f"[bundle]\nprivate-key = 0x{'f' * 64}\n", 2, "not a long number"),
    ],
)
def test_what_is_wrong_is_said_at_its_line(text: str, line: int, said: str) -> None:
    manifest = parse(text)
    assert [problem.mark.line for problem in manifest.problems][:1] == [line]
    assert said in manifest.problems[0].message


def test_bytes_that_are_no_text() -> None:
    manifest = manifests.parse(b'[bundle]\nname = "\xff"\n', "a.bundle.toml")
    assert [(problem.message, problem.mark.line) for problem in manifest.problems] == [
        ("the manifest is not UTF-8 text (at line 2)", 2)
    ]


def test_a_manifest_too_large_to_be_one() -> None:
    manifest = manifests.parse(b"#" * ((1 << 20) + 1), "a.bundle.toml")
    assert "larger than" in manifest.problems[0].message


@pytest.mark.parametrize("number", ["1" * 5000, "0x" + "f" * 5000])
@pytest.mark.parametrize("key", ["name", "profile", "authentication", "certificate", "private-key", "hosts", "x"])
def test_a_number_that_nobody_can_write_out(key: str, number: str) -> None:
    problems = parse(f"[bundle]\n{key} = {number}\n").problems
    assert len(problems) == 1
    assert len(problems[0].message) < 200


def test_a_line_of_blanks_inside_a_text_takes_no_time() -> None:
    """A header was looked for in it by a regular expression in cubic time: this would never have ended."""
    manifest = parse(f'[bundle]\nname = """\n[{" " * 100_000}\n"""\ncertificate = "a.crt"\n')
    assert manifest.paths == ("a.crt",)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("[bundle]", True),
        ("  [ bundle ]  # first", True),
        ('["bundle"]', True),
        ("[[bundle]]", True),
        ("[[ bundle ]] # [x]", True),
        ("[[['bundle']]]", False),
        ("[#bundle]", False),
        ("[bundle", False),
        ("[]", False),
    ],
)
def test_headers_of_tables(header: str, found: bool) -> None:
    assert (Marks(f"\n{header}\n").table("bundle", 0) != Mark()) is found


def test_several_bundles_in_one_file() -> None:
    manifest = parse('[[bundle]]\ncertificate = "a"\n[[bundle]]\ncertificate = "b"\n')
    marks = [bundle.certificate.mark.line for bundle in manifest.bundles if bundle.certificate]
    assert marks == [2, 4]


@pytest.mark.parametrize(("path", "header"), [("pemlint.toml", "bundle"), ("pyproject.toml", "tool.pemlint.bundle")])
def test_bundles_of_a_configuration(path: str, header: str) -> None:
    data = f'# first\n[[{header}]]\ncertificate = "a.crt"\n'.encode()
    manifest = manifests.parse_tables([{"certificate": "a.crt"}], data, path)
    certificate = manifest.bundles[0].certificate
    assert certificate is not None
    assert certificate.mark[:3] == (3, 1, 22)


@given(st.binary(max_size=300) | st.text(alphabet="[]{}=\"'#bundle.clt\n \\", max_size=200).map(str.encode))
def test_any_bytes_give_a_manifest(data: bytes) -> None:
    manifest = manifests.parse(data, "a.bundle.toml")
    assert manifest.bundles or manifest.problems


@pytest.mark.parametrize(
    ("path", "expected"),
    [("a.bundle.toml", True), ("x/A.BUNDLE.TOML", True), ("bundle.toml", False), ("a.toml", False)],
)
def test_which_files_are_manifests(path: str, expected: bool) -> None:
    assert manifests.is_manifest(path) is expected


@pytest.mark.parametrize("key", ["private-key", "certificate", "authentication", "name", "hosts", "profile"])
def test_a_private_key_in_a_manifest_is_not_repeated(key: str) -> None:
    pem = builder.private_pem("server").decode()
    for written in (pem, pem.splitlines()[4]):
        manifest = parse(f'[bundle]\n{key} = """{written}"""\n')
        said = " ".join(problem.message for problem in manifest.problems)
        assert not any(line in said for line in pem.splitlines())
        assert not any("MII" in part.path or pem.splitlines()[4] in part.path for part in manifest.bundles[0].parts())
