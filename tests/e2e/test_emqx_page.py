"""The recipe of EMQX Cloud's page on TLS, by the real ``openssl``: no error, and without its chain exactly one."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.e2e.support import Workspace, line_of_block, program
from tests.project import environment

if TYPE_CHECKING:
    from pathlib import Path

HOST, ADDRESS = "mqtt.example.com", "10.0.0.7"

CONFIGURATION = f"""\
[req]
default_bits  = 2048
distinguished_name = req_distinguished_name
req_extensions = req_ext
x509_extensions = v3_req
prompt = no
[req_distinguished_name]
countryName = CN
stateOrProvinceName = XX
localityName = XX
organizationName = XX
commonName = XX
[req_ext]
subjectAltName = @alt_names
[v3_req]
subjectAltName = @alt_names
[alt_names]
DNS.1 = {HOST}
IP.1 = {ADDRESS}
"""

MANIFEST = f"""\
[bundle]
name = "mqtt"
profile = "emqx-cloud"
authentication = "two-way"
certificate = "cloud.crt"
chain = "cloud-ca.crt"
private-key = "cloud.key"
client-ca = "client-ca.crt"
roots = "cloud-ca.crt"
hosts = ["{HOST}", "{ADDRESS}"]

[[bundle.client]]
certificate = "client.crt"
private-key = "client.key"
"""

_CA = ("req", "-new", "-newkey", "rsa:2048", "-days", "3650", "-nodes", "-x509", "-subj")
_NAME = "/C=CN/ST=XX/L=XX/O=EMQ X Cloud"
_EXTENSIONS = ("-extensions", "v3_req", "-extfile", "openssl.cnf")
_SIGN = ("x509", "-req", "-days", "3650", "-CAcreateserial")

STEPS = (
    (*_CA, f"{_NAME}/CN=CA", "-keyout", "cloud-ca.key", "-out", "cloud-ca.crt"),
    ("genrsa", "-out", "cloud.key", "2048"),
    ("req", "-new", "-key", "cloud.key", "-config", "openssl.cnf", "-out", "cloud.csr"),
    (*_SIGN, "-in", "cloud.csr", "-CA", "cloud-ca.crt", "-CAkey", "cloud-ca.key", "-out", "cloud.crt", *_EXTENSIONS),
    (*_CA, f"{_NAME}/CN=Client CA", "-keyout", "client-ca.key", "-out", "client-ca.crt"),
    ("genrsa", "-out", "client.key", "2048"),
    ("req", "-new", "-key", "client.key", "-out", "client.csr", "-subj", f"{_NAME}/CN=Client"),
    (*_SIGN, "-in", "client.csr", "-CA", "client-ca.crt", "-CAkey", "client-ca.key", "-out", "client.crt"),
)


@pytest.fixture(scope="session")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that the page makes, by the commands of the page."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("emqx")
    (folder / "openssl.cnf").write_text(CONFIGURATION)
    for step in STEPS:
        done = subprocess.run([openssl, *step], cwd=folder, env=environment(), capture_output=True, check=False)
        assert done.returncode == 0, f"openssl {' '.join(step)}\n{done.stderr.decode()}"
    return folder


@pytest.fixture
def bundle(recipe: Path, workspace: Workspace) -> Workspace:
    """A copy of it with its manifest."""
    shutil.copytree(recipe, workspace.path / "certs")
    workspace.write("certs/mqtt.bundle.toml", MANIFEST)
    return workspace


def soon() -> str:
    """A moment shortly after now: what was made this second is valid then."""
    return f"{datetime.now(UTC) + timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}"


def warnings_of(bundle: Workspace) -> list[str]:
    """The client certificate is of version 1 where OpenSSL adds no extensions of its own, as up to 3.1."""
    shown = subprocess.run(
        ["openssl", "x509", "-in", "certs/client.crt", "-noout", "-text"],
        cwd=bundle.path,
        capture_output=True,
        text=True,
        check=True,
    )
    return ["certs/client.crt:1: warning cert-version-not-3"] if "Version: 1 " in shown.stdout else []


@pytest.mark.parametrize("arguments", [(), (".",), ("certs/mqtt.bundle.toml",), ("certs",)])
def test_the_recipe_has_no_error(bundle: Workspace, arguments: tuple[str, ...]) -> None:
    outcome = bundle.check(*arguments, now=soon())
    assert outcome.of("error") == []
    assert [str(each) for each in outcome.of("warning")] == warnings_of(bundle)
    assert outcome.status == 0
    assert outcome.err == ""
    assert outcome.report["summary"]["bundles"] == 1


def test_the_client_certificate_of_openssl_3_0_is_a_warning(bundle: Workspace) -> None:
    version = subprocess.run(["openssl", "version"], capture_output=True, text=True, check=True).stdout
    if not version.startswith("OpenSSL 3.0."):
        pytest.skip(f"{version.strip()} may make other client certificates than 3.0")
    outcome = bundle.check(now=soon())
    assert [str(each) for each in outcome.of("warning")] == ["certs/client.crt:1: warning cert-version-not-3"]


def test_the_recipe_as_a_program(bundle: Workspace) -> None:
    outcome = program("check", "--now", soon(), "--profile", "emqx-cloud", "certs", cwd=bundle.path)
    assert outcome.status == 0, outcome.out
    assert outcome.err == ""
    assert ": error " not in outcome.out


def test_without_the_chain_it_is_chain_missing(bundle: Workspace) -> None:
    bundle.write("certs/mqtt.bundle.toml", MANIFEST.replace('chain = "cloud-ca.crt"\n', ""))
    outcome = bundle.check(now=soon())
    line = line_of_block((bundle.path / "certs/cloud.crt").read_bytes(), 1)
    assert [str(each) for each in outcome.of("error")] == [f"certs/cloud.crt:{line}: error chain-missing"]
    assert [str(each) for each in outcome.of("warning")] == warnings_of(bundle)
    assert outcome.status == 1
    message = outcome.finding("chain-missing")["message"]
    assert "CA" in message
    assert "certs/cloud-ca.crt:1" in message


def test_default_wants_no_chain_where_a_root_signed(bundle: Workspace) -> None:
    bundle.write("certs/mqtt.bundle.toml", MANIFEST.replace('chain = "cloud-ca.crt"\n', ""))
    assert bundle.check("--profile", "default", now=soon()).of("error") == []


def test_before_it_was_made_it_is_not_valid(bundle: Workspace) -> None:
    outcome = bundle.check(now=f"{datetime.now(UTC) - timedelta(days=90):%Y-%m-%d}")
    assert {each.rule for each in outcome.of("error")} == {"cert-not-yet-valid"}
    assert {each.path for each in outcome.of("error")} == {
        f"certs/{name}.crt" for name in ("cloud", "cloud-ca", "client", "client-ca")
    }
