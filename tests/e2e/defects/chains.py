"""Defects of the chain: order, gaps, surplus, signatures."""

from __future__ import annotations

from datetime import timedelta

from tests import builder
from tests.e2e.defects.bundle import Expected, Files, chain, defect, error, leaf, manifest, server

ISSUING = (("O", "Example"), ("CN", "Example Issuing CA"))


def _three() -> tuple[builder.Certificate, builder.Certificate, builder.Certificate]:
    """A root, an intermediate, and the CA below it that issues."""
    root = builder.root()
    upper = builder.intermediate(issuer=root, path_length=None)
    return root, upper, builder.intermediate(subject=ISSUING, key="intermediate2", issuer=upper)


def _stranger() -> builder.Certificate:
    return builder.root(subject=(("O", "Elsewhere"), ("CN", "Another Root CA")), key="spare")


@defect(error("chain-missing", "server.crt", says=("Example Intermediate CA", "certs/extra/ca.pem:1")))
def no_chain_and_the_issuer_elsewhere() -> Files:
    return manifest(chain=None) | {"chain.pem": None, "extra/ca.pem": builder.intermediate().pem}


@defect(error("chain-missing", "server.crt", says=("Example Intermediate CA",)))
def no_chain() -> Files:
    return manifest(chain=None) | {"chain.pem": None}


@defect(
    error("chain-missing", "server.crt"),
    error("bundle-file-missing", "mqtt.bundle.toml", text="roots ="),
    default=(error("bundle-file-missing", "mqtt.bundle.toml", text="roots ="),),
)
def no_chain_and_no_file_of_roots() -> Files:
    return leaf(issuer=builder.root()) | manifest(chain=None) | {"chain.pem": None, "root.crt": None}


@defect(error("chain-missing", "server.crt"), default=())
def no_chain_from_a_declared_root() -> Files:
    return leaf(issuer=builder.root()) | manifest(chain=None) | {"chain.pem": None}


@defect()
def root_alone_as_chain_of_what_it_signed() -> Files:
    return leaf(issuer=builder.root()) | chain(builder.root())


@defect()
def chain_without_the_root() -> Files:
    return chain(builder.intermediate())


@defect(error("chain-out-of-order", "chain.pem", 1, says=("Example Root CA", "Example Intermediate CA")))
def reversed_chain() -> Files:
    return chain(builder.root(), builder.intermediate())


@defect(error("chain-out-of-order", "chain.pem", 2, says=("Example Root CA", "Example Intermediate CA")))
def root_in_the_middle() -> Files:
    root, upper, issuing = _three()
    return leaf(issuer=issuing) | chain(issuing, root, upper)


@defect(error("chain-out-of-order", "chain.pem", 1))
def two_intermediates_swapped() -> Files:
    root, upper, issuing = _three()
    return leaf(issuer=issuing) | chain(upper, issuing, root)


@defect()
def three_levels_in_order() -> Files:
    root, upper, issuing = _three()
    return leaf(issuer=issuing) | chain(issuing, upper, root)


@defect(error("chain-contains-leaf", "chain.pem", 1, says=("certs/server.crt:1",)), default="warning")
def leaf_copied_into_the_chain() -> Files:
    return chain(server(), builder.intermediate(), builder.root())


@defect(error("chain-contains-leaf", "chain.pem", 3), default="warning")
def leaf_copied_to_the_end_of_the_chain() -> Files:
    return chain(builder.intermediate(), builder.root(), server())


@defect(error("chain-duplicate-certificate", "chain.pem", 2, says=("certs/chain.pem:1",)), default="warning")
def duplicated_intermediate() -> Files:
    return chain(builder.intermediate(), builder.intermediate(), builder.root())


@defect(error("chain-duplicate-certificate", "chain.pem", 3), default="warning")
def duplicated_intermediate_at_the_end() -> Files:
    return chain(builder.intermediate(), builder.root(), builder.intermediate())


@defect(error("chain-unrelated-certificate", "chain.pem", 3, says=("Another Root CA",)), default="warning")
def unrelated_ca_at_the_end() -> Files:
    return chain(builder.intermediate(), builder.root(), _stranger())


@defect(error("chain-unrelated-certificate", "chain.pem", 1), default="warning")
def unrelated_ca_at_the_beginning() -> Files:
    return chain(_stranger(), builder.intermediate(), builder.root())


@defect(error("chain-unrelated-certificate", "chain.pem", 2), default="warning")
def unrelated_leaf() -> Files:
    return chain(builder.intermediate(), builder.server(subject="www.example.org"), builder.root())


@defect(error("chain-issuer-missing", "server.crt", says=("Example Intermediate CA",)))
def intermediate_missing() -> Files:
    return chain(builder.root())


@defect(error("chain-issuer-missing", "server.crt", says=("certs/extra/ca.pem:1",)))
def intermediate_missing_and_elsewhere() -> Files:
    return chain(builder.root()) | {"extra/ca.pem": builder.intermediate().pem}


@defect(error("chain-issuer-missing", "server.crt", says=("Example Intermediate CA",)))
def intermediate_missing_without_roots() -> Files:
    return chain(builder.root()) | manifest(roots=None) | {"root.crt": None}


@defect(error("chain-issuer-missing", "server.crt", says=("certs/extra/ca.pem:1",)))
def intermediate_missing_and_elsewhere_without_roots() -> Files:
    return intermediate_missing_without_roots.files() | {"extra/ca.pem": builder.intermediate().pem}


@defect(error("chain-issuer-missing", "chain.pem", 1, says=("'CN=Example Intermediate CA'",)))
def upper_intermediate_missing() -> Files:
    root, _, issuing = _three()
    return leaf(issuer=issuing) | chain(issuing, root)


@defect(error("chain-issuer-missing", "chain.pem", 1))
def last_link_to_the_declared_root_missing() -> Files:
    _, _, issuing = _three()
    return leaf(issuer=issuing) | chain(issuing)


@defect(Expected("note", "chain-root-unknown", "chain.pem", 1))
def last_link_is_only_a_note_without_roots() -> Files:
    _, _, issuing = _three()
    return leaf(issuer=issuing) | chain(issuing) | manifest(roots=None) | {"root.crt": None}


@defect(error("chain-root-unknown", "chain.pem", 2, says=("Example Root CA", "declared roots")))
def other_roots_are_declared() -> Files:
    return {"root.crt": _stranger().pem}


@defect(error("chain-signature-invalid", "server.crt", says=("another key", "certs/chain.pem:1")))
def issuer_of_the_same_name_with_another_key() -> Files:
    return chain(builder.intermediate(key="other"), builder.root())


@defect(error("chain-signature-invalid", "server.crt", says=("the right one is in certs/extra/ca.pem:1",)))
def issuer_with_another_key_and_the_right_one_elsewhere() -> Files:
    return chain(builder.intermediate(key="other"), builder.root()) | {"extra/ca.pem": builder.intermediate().pem}


@defect(error("chain-signature-invalid", "server.crt", says=("damaged",)))
def damaged_signature_of_the_leaf() -> Files:
    return leaf(broken_signature=True)


@defect(error("chain-signature-invalid", "chain.pem", 1, says=("damaged",)))
def damaged_signature_of_the_intermediate() -> Files:
    return chain(builder.intermediate(broken_signature=True), builder.root())


@defect(error("chain-signature-invalid", "server.crt"))
def leaf_signed_by_another_key() -> Files:
    return leaf(signer="other")


@defect(error("chain-issuer-not-ca", "chain.pem", 1, says=("CA:TRUE",)))
def issuer_that_says_it_is_no_ca() -> Files:
    issuing = builder.intermediate(ca=False)
    return leaf(issuer=issuing) | chain(issuing, builder.root())


@defect(error("chain-issuer-not-ca", "chain.pem", 1))
def issuer_without_extensions() -> Files:
    issuing = builder.intermediate(ca=None, key_usage=None)
    return leaf(issuer=issuing) | chain(issuing, builder.root())


@defect(Expected("warning", "chain-contains-root", "chain.pem", 2), arguments=("--select", "chain-contains-root"))
def root_in_the_chain_for_who_asks() -> Files:
    return {}


@defect(
    error("bundle-several-certificates", "server.crt", 2, says=("chain",)),
    default=(Expected("warning", "chain-duplicate-certificate", "chain.pem", 1),),
)
def intermediate_in_the_certificate_file_too() -> Files:
    return {"server.crt": server().pem + builder.intermediate().pem}


@defect(error("bundle-several-certificates", "server.crt", 2, says=("chain",)), default=())
def full_chain_as_certificate() -> Files:
    full = server().pem + builder.intermediate().pem + builder.root().pem
    return {"server.crt": full, "chain.pem": None} | manifest(chain=None)


@defect(
    error("bundle-several-certificates", "server.crt", 1),
    error("chain-out-of-order", "server.crt", 2, says=("block 2 is the server certificate", "must be first")),
    default=(error("chain-out-of-order", "server.crt", 2),),
)
def full_chain_with_the_leaf_second() -> Files:
    full = builder.intermediate().pem + server().pem + builder.root().pem
    return {"server.crt": full, "chain.pem": None} | manifest(chain=None)


@defect()
def cross_signed_chain_in_order() -> Files:
    other = _stranger()
    cross = builder.cross_signed(builder.root(), issuer=other)
    return chain(builder.intermediate(), cross) | {"root.crt": other.pem}


@defect(error("cert-expired", "root.crt"), default=(error("cert-expired", "root.crt"),))
def expired_declared_root() -> Files:
    root = builder.root(not_after=builder.NOW - timedelta(days=1))
    return {"root.crt": root.pem} | chain(builder.intermediate(issuer=root))
