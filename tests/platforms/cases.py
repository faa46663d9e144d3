"""The bundles: a good one for each layout of files, and others with one thing odd about them.

Unless a case says otherwise, it has the server certificate, the intermediate and the key in three files, and declares
the root as what clients trust.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Unpack

from tests import builder
from tests.builder import NOW, der, names
from tests.recipes import kit

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.builder.certificates import Options
    from tests.recipes.kit import Folder

MANIFEST = "site.bundle.toml"
HOST = "server.example.com"
#: an extension that nobody has to understand
_FILLER = "1.3.6.1.4.1.99999.1"


class Case(NamedTuple):
    """A bundle."""

    make: Callable[[], Folder]
    #: its files are kept in the repository
    kept: bool


CASES: dict[str, Case] = {}


def case(make: Callable[[], Folder]) -> Callable[[], Folder]:
    """Declare a function as a case of its name."""
    CASES[make.__name__.replace("_", "-")] = Case(cache(make), kept=True)
    return make


def huge(make: Callable[[], Folder]) -> Callable[[], Folder]:
    """The same, for one of megabytes."""
    CASES[make.__name__.replace("_", "-")] = Case(cache(make), kept=False)
    return make


def _filler(size: int) -> bytes:
    return names.extension(_FILLER, der.octet_string(b"\x5a" * size))


def _split(
    leaf: builder.Certificate,
    *chain: builder.Certificate,
    key: bytes | str | None = "",
    roots: tuple[builder.Certificate, ...] | None = None,
    text: bool = True,
    **entries: str,
) -> Folder:
    """Certificate, chain and key in files of their own; an empty ``key`` is that of the leaf, None is pinned."""

    def written(*certificates: builder.Certificate) -> bytes:
        return b"".join(one.annotated if text else one.pem for one in certificates)

    trusted = (builder.root(),) if roots is None else roots
    files: Folder = {"server.crt": written(leaf)}
    declared = {"name": "site", "certificate": "server.crt"}
    if chain:
        files["chain.pem"] = written(*chain)
        declared["chain"] = "chain.pem"
    if key is None:
        declared["private_key"] = kit.pinned(leaf.key)
    else:
        declared["private_key"] = "server.key"
        files["server.key"] = (kit.key(leaf.key) if text else builder.private_pem(leaf.key)) if key == "" else key
    if trusted:
        files["roots.pem"] = written(*trusted)
        declared["roots"] = "roots.pem"
    return {MANIFEST: kit.manifest(**(declared | entries)), **files}


def _odd(**odd: Unpack[Options]) -> Folder:
    """A server certificate with something odd about it, and its chain; the key is elsewhere."""
    leaf = builder.server(**odd)
    return _split(leaf, builder.intermediate(), key=None)


def _of_ec_cas(key: str = "server") -> Folder:
    """A server certificate below CAs with EC keys."""
    root = builder.root(subject=(("O", "Example"), ("CN", "Example EC Root CA")), key="p256-root")
    subject = (("O", "Example"), ("CN", "Example EC CA"))
    issuing = builder.intermediate(subject=subject, key="p256-intermediate", issuer=root)
    return _split(builder.server(key=key, issuer=issuing), issuing, key=None, roots=(root,))


def _two_way(**odd: Unpack[Options]) -> Folder:
    """A bundle with one client; ``odd`` is the CA of the clients."""
    authority = builder.client_ca(**odd)
    folder = _split(builder.server(), builder.intermediate(), key=None, authentication="two-way", client_ca="ca.pem")
    manifest = f'{folder[MANIFEST]!s}\n[[bundle.client]]\ncertificate = "client.crt"\n'
    client = builder.client(issuer=authority)
    return folder | {MANIFEST: manifest, "ca.pem": authority.annotated, "client.crt": client.annotated}


def _device(authority: builder.Certificate, **odd: Unpack[Options]) -> Folder:
    """Only a client and its CA: the server is somebody else's."""
    manifest = kit.manifest(name="device", authentication="two-way", client_ca="ca.pem")
    return {
        MANIFEST: f'{manifest}\n[[bundle.client]]\ncertificate = "client.crt"\n',
        "ca.pem": authority.annotated,
        "client.crt": builder.client(**(odd | {"issuer": authority})).annotated,
    }


# -- good ones, by their layout ---------------------------------------------------------------------------------------


@case
def three_files() -> Folder:
    return _split(builder.server(), builder.intermediate())


@case
def full_chain_and_key() -> Folder:
    folder = _split(builder.server(), builder.intermediate())
    both = {"site.pem": builder.server().annotated + builder.intermediate().annotated}
    manifest = kit.manifest(name="site", certificate="site.pem", private_key="server.key", roots="roots.pem")
    return {MANIFEST: manifest, "server.key": folder["server.key"], "roots.pem": folder["roots.pem"]} | both


@case
def everything_in_one_file() -> Folder:
    whole = builder.server().annotated + builder.intermediate().annotated + kit.key("server")
    manifest = kit.manifest(name="site", certificate="site.pem", private_key="site.pem", roots="roots.pem")
    return {MANIFEST: manifest, "site.pem": whole, "roots.pem": builder.root().annotated}


@case
def key_beside_by_its_name() -> Folder:
    folder = full_chain_and_key()
    manifest = kit.manifest(name="site", certificate="site.pem", private_key="site.pem.key", roots="roots.pem")
    return {MANIFEST: manifest, "site.pem": folder["site.pem"], "site.pem.key": folder["server.key"]} | {
        "roots.pem": folder["roots.pem"]
    }


@case
def chain_with_its_root() -> Folder:
    return _split(builder.server(), builder.intermediate(), builder.root())


@case
def certificate_and_key_without_text() -> Folder:
    leaf = builder.server(issuer=builder.root())
    manifest = kit.manifest(name="site", certificate="site.pem", private_key="site.pem", roots="roots.pem")
    whole = leaf.pem + builder.private_pem("server")
    return {MANIFEST: manifest, "site.pem": whole, "roots.pem": builder.root().annotated}


@case
def device_and_its_ca() -> Folder:
    return _device(builder.client_ca())


@case
def two_way_with_a_client() -> Folder:
    return _two_way()


# -- other layouts ----------------------------------------------------------------------------------------------------


@case
def no_key() -> Folder:
    folder = _split(builder.server(), builder.intermediate(), key=None)
    return folder | {MANIFEST: str(folder[MANIFEST]).replace(f"private-key = {kit.pinned('server')[1:]}\n", "")}


@case
def no_chain() -> Folder:
    return _split(builder.server(), key=None)


@case
def no_chain_below_a_root() -> Folder:
    return _split(builder.server(issuer=builder.root()), key=None)


@case
def reversed_chain() -> Folder:
    return _split(builder.server(), builder.root(), builder.intermediate(), key=None)


@case
def leaf_in_the_chain() -> Folder:
    return _split(builder.server(), builder.server(), builder.intermediate(), key=None)


@case
def twice_in_the_chain() -> Folder:
    return _split(builder.server(), builder.intermediate(), builder.intermediate(), key=None)


@case
def unrelated_in_the_chain() -> Folder:
    return _split(builder.server(), builder.intermediate(), builder.client_ca(), key=None)


@case
def gap_in_the_chain() -> Folder:
    return _split(builder.server(), builder.root(), key=None)


@case
def unknown_root() -> Folder:
    return _split(builder.server(), builder.intermediate(), key=None, roots=())


@case
def self_signed() -> Folder:
    return _split(builder.self_signed(), key=None, roots=())


@case
def six_certificates() -> Folder:
    chain = [builder.root()]
    keys = ("spare", "other", "client", "client-ca")
    for below, key in zip((3, 2, 1, 0), keys, strict=True):
        subject = (("O", "Example"), ("CN", f"Example CA {below}"))
        chain.append(builder.intermediate(subject=subject, key=key, issuer=chain[-1], path_length=below))
    return _split(builder.server(issuer=chain[-1]), *reversed(chain), key=None)


# -- encoding ---------------------------------------------------------------------------------------------------------


@case
def der_certificate() -> Folder:
    return _odd() | {"server.crt": builder.server().der}


@case
def der_certificate_of_a_device() -> Folder:
    return device_and_its_ca() | {"client.crt": builder.client().der}


@case
def line_ends_of_windows() -> Folder:
    folder = certificate_and_key_without_text()
    whole = folder["site.pem"]
    return folder | {"site.pem": whole.replace(b"\n", b"\r\n") if isinstance(whole, bytes) else whole}


@case
def white_space_at_the_end_of_lines() -> Folder:
    lines = builder.server().pem.splitlines()
    lines[4] += b" "
    return _odd() | {"server.crt": b"\n".join((*lines, b""))}


@case
def ec_parameters() -> Folder:
    parameters = kit.block("EC PARAMETERS", der.oid("1.2.840.10045.3.1.7"), "EC parameters: P-256")
    leaf = builder.server(key="p256")
    return _split(leaf, builder.intermediate(), key=parameters + kit.key("p256"))


@case
def not_a_certificate() -> Folder:
    return _odd() | {"server.crt": builder.block("CERTIFICATE", builder.keys.spki("server"))}


# -- keys -------------------------------------------------------------------------------------------------------------


@case
def encrypted_key() -> Folder:
    return _split(builder.server(), builder.intermediate(), key=builder.private_pem("server", form="encrypted"))


@case
def encrypted_key_with_its_certificate() -> Folder:
    folder = certificate_and_key_without_text()
    return folder | {
        "site.pem": builder.server(issuer=builder.root()).pem + builder.private_pem("server", form="encrypted")
    }


@case
def pkcs1_key_with_its_certificate() -> Folder:
    folder = certificate_and_key_without_text()
    return folder | {
        "site.pem": builder.server(issuer=builder.root()).pem + builder.private_pem("server", form="traditional")
    }


@case
def sec1_key() -> Folder:
    folder = _of_ec_cas(key="p256")
    manifest = str(folder[MANIFEST]).replace(kit.pinned("p256")[1:], '"server.key"')
    return folder | {MANIFEST: manifest, "server.key": kit.key("p256", form="traditional")}


@case
def key_of_another_certificate() -> Folder:
    return _split(builder.server(), builder.intermediate(), key=kit.key("spare"))


@case
def key_with_large_attributes() -> Folder:
    attribute = der.sequence(der.oid(_FILLER), der.set_of(der.octet_string(b"\x5a" * 14_000)))
    plain = builder.keys.pkcs8("server")
    # the attributes of PKCS#8 (RFC 5958 2) at the end of the sequence
    content = plain[4:] + der.explicit(0, attribute)
    key = kit.block("PRIVATE KEY", der.sequence(content), "Private key: RSA 2048, with attributes")
    return _split(builder.server(), builder.intermediate(), key=key)


@case
def rsa_1024() -> Folder:
    return _odd(key="rsa-1024")


@case
def rsa_4096() -> Folder:
    return _odd(key="rsa-4096")


@case
def p256() -> Folder:
    return _of_ec_cas(key="p256")


@case
def p384() -> Folder:
    return _of_ec_cas(key="p384")


@case
def p521() -> Folder:
    return _of_ec_cas(key="p521")


@case
def ed25519() -> Folder:
    root = builder.root(key="ed25519-ca", subject=(("O", "Example"), ("CN", "Example Ed25519 Root CA")))
    return _split(builder.server(key="ed25519", issuer=root), root, key=None, roots=(root,))


@case
def rsa_below_ec_cas() -> Folder:
    return _of_ec_cas()


@case
def rsa_1024_of_a_device() -> Folder:
    return _device(builder.client_ca(), key="rsa-1024")


# -- certificates -----------------------------------------------------------------------------------------------------


@case
def version_1() -> Folder:
    return _odd(version=1)


@case
def expired() -> Folder:
    return _odd(not_after=NOW - timedelta(days=1))


@case
def expired_device() -> Folder:
    return _device(builder.client_ca(), not_after=NOW - timedelta(days=1))


@case
def not_yet_valid() -> Folder:
    return _odd(not_before=NOW + timedelta(days=1), not_after=NOW + timedelta(days=366))


@case
def ten_days_left() -> Folder:
    return _odd(not_after=NOW + timedelta(days=10))


@case
def valid_for_twelve_days() -> Folder:
    return _odd(not_before=NOW - timedelta(days=1), not_after=NOW + timedelta(days=11))


@case
def no_host() -> Folder:
    return _odd(subject="mqtt", alternative_names=None)


@case
def no_issuer() -> Folder:
    return _odd(issuer_name=())


@case
def damaged_self_signature() -> Folder:
    return _split(builder.self_signed(broken_signature=True), key=None, roots=())


@case
def no_alternative_names() -> Folder:
    return _odd(alternative_names=None)


@case
def no_common_name() -> Folder:
    return _odd(subject=(("O", "Example"),))


@case
def other_common_name() -> Folder:
    return _odd(subject="www.example.com")


@case
def long_common_name() -> Folder:
    host = f"{'a' * 53}.example.com"
    return _odd(subject=host, alternative_names=(host,))


@case
def long_alternative_name() -> Folder:
    return _odd(alternative_names=(HOST, ".".join("a" * 50 for _ in range(6))))


@case
def long_subject() -> Folder:
    units = tuple(("OU", f"A department with a rather long name, number {number}") for number in range(4))
    return _odd(subject=(*units, ("CN", HOST)))


@case
def no_extended_key_usage() -> Folder:
    return _odd(extended_key_usage=None)


@case
def client_certificate_as_server() -> Folder:
    return _odd(extended_key_usage=("clientAuth",))


@case
def sha384() -> Folder:
    return _odd(digest="sha384")


@case
def sha1_of_a_device() -> Folder:
    return _device(builder.client_ca(), digest="sha1")


@case
def device_of_another_ca() -> Folder:
    other = builder.client_ca(key="spare", subject=(("O", "Example"), ("CN", "Another Client CA")))
    return device_and_its_ca() | {"client.crt": builder.client(issuer=other).annotated}


@case
def long_ocsp_address() -> Folder:
    location = der.implicit(6, f"http://ocsp.example.com/{'a' * 1000}".encode())
    value = der.sequence(der.sequence(der.oid("1.3.6.1.5.5.7.48.1"), location))
    return _odd(extensions=(names.extension("1.3.6.1.5.5.7.1.1", value),))


# -- sizes ------------------------------------------------------------------------------------------------------------


@case
def large_certificate() -> Folder:
    return _odd(extensions=(_filler(25_000),))


@case
def large_client_ca() -> Folder:
    return _two_way(extensions=(_filler(20_000),))


@huge
def large_device_certificate() -> Folder:
    return _device(builder.client_ca(), extensions=(_filler(50_000),))


@huge
def large_ca_of_devices() -> Folder:
    return _device(builder.client_ca(extensions=(_filler(50_000),)))


@huge
def large_chain() -> Folder:
    large = builder.intermediate(extensions=(_filler(1_600_000),))
    return _split(builder.server(issuer=large), large, key=None)
