"""Defects of the manifest, and of what it names."""

from __future__ import annotations

from tests import builder
from tests.e2e.defects.bundle import Expected, Files, clients, defect, error, leaf, manifest, server

MANIFEST = "mqtt.bundle.toml"


@defect(error("bundle-host-not-covered", "server.crt", says=("mqtt.example.org", "DNS:mqtt.example.com")))
def host_not_covered() -> Files:
    return manifest(hosts='["mqtt.example.com", "mqtt.example.org"]')


@defect(error("bundle-host-not-covered", "server.crt", says=("10.0.0.8",)))
def address_not_covered() -> Files:
    return manifest(hosts='["10.0.0.8"]')


@defect(error("bundle-host-not-covered", "server.crt", says=("a.b.example.com",)))
def wildcard_stands_for_one_label() -> Files:
    return leaf(alternative_names=("*.example.com",)) | manifest(hosts='["a.example.com", "a.b.example.com"]')


@defect(error("bundle-host-not-covered", "server.crt", says=("'example.com'",)))
def wildcard_does_not_stand_for_nothing() -> Files:
    return leaf(alternative_names=("*.example.com",)) | manifest(hosts='"example.com"')


@defect(error("bundle-host-not-covered", "server.crt", says=("only its common name does",)))
def common_name_covers_nothing() -> Files:
    return leaf(alternative_names=None) | manifest(hosts='["mqtt.example.com"]')


@defect(error("bundle-wrong-material", "server.key", says=("'certificate' must be a certificate", "PRIVATE KEY")))
def key_file_as_certificate() -> Files:
    return manifest(certificate='"server.key"')


@defect(error("bundle-wrong-material", "server.crt", says=("'private-key' must be a private key",)))
def certificate_file_as_key() -> Files:
    return manifest(private_key='"server.crt"')


@defect(error("bundle-wrong-material", "server.csr", says=("CERTIFICATE REQUEST",)))
def request_as_certificate() -> Files:
    request = builder.block("CERTIFICATE REQUEST", builder.request())
    return manifest(certificate='"server.csr"') | {"server.csr": request, "server.crt": None}


@defect(error("bundle-wrong-material", "client-ca.crt", says=("PUBLIC KEY",)))
def public_key_as_client_ca() -> Files:
    return {"client-ca.crt": builder.public_pem("client-ca")}


@defect(error("bundle-file-missing", MANIFEST, text="chain =", says=("chain.pem", "no such file")))
def chain_file_missing() -> Files:
    return {"chain.pem": None}


@defect(error("bundle-file-missing", MANIFEST, text="certificate =", says=("server.crt",)))
def certificate_file_missing() -> Files:
    return {"server.crt": None}


@defect(error("bundle-file-missing", MANIFEST, text="private-key =", says=("server.key",)))
def key_file_missing() -> Files:
    return {"server.key": None}


@defect(error("bundle-file-missing", MANIFEST, text='certificate = "client.crt"'))
def client_file_missing() -> Files:
    return {"client.crt": None}


@defect(error("bundle-file-missing", MANIFEST, text="chain =", says=("folder",)))
def folder_instead_of_a_file() -> Files:
    return manifest(chain='"extra"') | {"extra/readme.txt": b"nothing here\n", "chain.pem": None}


@defect(error("bundle-file-outside-repository", MANIFEST, text="roots =", says=("../../root.crt",)))
def path_that_leaves_the_repository() -> Files:
    return manifest(roots='"../../root.crt"') | {"root.crt": None}


@defect(error("bundle-file-outside-repository", MANIFEST, text="chain =", says=("/etc/ssl/chain.pem",)))
def absolute_path() -> Files:
    return manifest(chain='"/etc/ssl/chain.pem"')


@defect(error("bundle-part-missing", MANIFEST, text="[bundle]", says=("'certificate'",)), default="warning")
def no_certificate_declared() -> Files:
    return manifest(certificate=None) | {"server.crt": None}


@defect(error("bundle-part-missing", MANIFEST, text="[bundle]", says=("'private-key'", "two-way")), default="warning")
def no_key_declared() -> Files:
    return manifest(private_key=None) | {"server.key": None}


@defect(error("bundle-part-missing", MANIFEST, text="[bundle]", says=("'client-ca'", "two-way")), default="warning")
def two_way_without_a_client_ca() -> Files:
    return manifest(client_ca=None) | {"client-ca.crt": None}


@defect()
def one_way_needs_no_client_ca() -> Files:
    gone: Files = dict.fromkeys(("client-ca.crt", "client.crt", "client.key"))
    return manifest(client_ca=None, authentication=None, client=None) | gone


@defect(error("bundle-client-ca-not-a-ca", "client-ca.crt", says=("Example Client CA",)))
def client_ca_that_says_it_is_no_ca() -> Files:
    authority = builder.client_ca(ca=False)
    return clients(issuer=authority) | {"client-ca.crt": authority.pem}


@defect(error("bundle-client-ca-not-a-ca", "client-ca.crt", says=("mqtt.example.com",)))
def server_certificate_as_client_ca() -> Files:
    return {"client-ca.crt": server().pem}


@defect(error("bundle-client-ca-not-a-ca", "client-ca.crt", says=("client-1",)))
def client_certificate_as_client_ca() -> Files:
    return {"client-ca.crt": builder.client().pem}


@defect(error("bundle-client-not-issued-by-client-ca", "client.crt", says=("Example Root CA",)))
def client_of_another_ca() -> Files:
    return clients(issuer=builder.root())


@defect(error("bundle-client-not-issued-by-client-ca", "client.crt", says=("Example Client CA",)))
def client_ca_replaced_by_another() -> Files:
    return {"client-ca.crt": builder.root().pem}


@defect(error("bundle-client-not-issued-by-client-ca", "client.crt", says=("another key",)))
def client_of_a_ca_of_the_same_name() -> Files:
    return clients(issuer=builder.client_ca(key="other"))


@defect()
def client_that_sends_its_intermediate() -> Files:
    issuing = builder.intermediate(subject="Devices", issuer=builder.client_ca())
    device = builder.client(issuer=issuing)
    return {"client.crt": device.pem + issuing.pem}


@defect(error("bundle-manifest-invalid", MANIFEST, text="host =", says=("unknown key 'host'", "'hosts'")))
def unknown_key() -> Files:
    return manifest(hosts=None, host='["mqtt.example.com"]')


@defect(error("bundle-manifest-invalid", MANIFEST, text="privat-key =", says=("'private-key'",)))
def misspelt_part() -> Files:
    return manifest(private_key=None, privat_key='"server.key"')


@defect(error("bundle-manifest-invalid", MANIFEST, text="chian =", says=("'chain'",)))
def misspelt_chain() -> Files:
    return manifest(chain=None, chian='"chain.pem"')


@defect(error("bundle-manifest-invalid", MANIFEST, text="chain =", says=("'chain' must be the path of a file", "3")))
def number_instead_of_a_path() -> Files:
    return manifest(chain="3")


@defect(error("bundle-manifest-invalid", MANIFEST, text="private-key =", says=("spki-sha256",)))
def pin_that_is_no_digest() -> Files:
    return manifest(private_key='{ spki-sha256 = "beef" }')


@defect(error("bundle-manifest-invalid", MANIFEST, text="hosts =", says=("list of strings",)))
def numbers_instead_of_hosts() -> Files:
    return manifest(hosts="[1, 2]")


@defect(error("bundle-manifest-invalid", MANIFEST, text="authentication =", says=("'two-way'", "mutual")))
def unknown_authentication() -> Files:
    return manifest(authentication='"mutual"')


@defect(error("bundle-manifest-invalid", MANIFEST, text="chain =", says=("not valid TOML",)))
def manifest_that_is_no_toml() -> Files:
    return manifest(chain='"chain.pem') | _nothing_else()


@defect(error("bundle-manifest-invalid", MANIFEST, line=1, says=("no [bundle] table",)))
def manifest_without_a_bundle() -> Files:
    return {MANIFEST: b"# to be written\n"} | _nothing_else()


@defect(error("bundle-manifest-invalid", MANIFEST, text="secret =", says=("unknown key 'secret'",)))
def unknown_key_of_a_client() -> Files:
    return manifest(client='certificate = "client.crt"\nsecret = "client.key"\n')


@defect(
    error("bundle-manifest-invalid", MANIFEST, text="profile =", says=("unknown profile 'emqx-clud'", "'emqx-cloud'")),
    default=(),
)
def unknown_profile() -> Files:
    return manifest(profile='"emqx-clud"')


@defect(Expected("note", "bundle-file-missing", MANIFEST, text="private-key =", says=("Git ignores it", "spki-sha256")))
def key_that_git_ignores() -> Files:
    return {"server.key": None, ".gitignore": b"*.key\n", "client.key": None} | manifest(
        client='certificate = "client.crt"\n'
    )


def _nothing_else() -> Files:
    """Of the files that no manifest names any longer, those that would be judged by their own."""
    return dict.fromkeys(
        ("server.crt", "server.key", "chain.pem", "root.crt", "client.crt", "client.key", "client-ca.crt")
    )
