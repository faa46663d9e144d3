"""pkilint over many files in one process: ``python benchmarks/pkilint_inside.py FILE…``, where pkilint is installed.

Its own command takes one file and spends most of its time on imports. The validators of RFC 5280 are made once.
"""

from __future__ import annotations

import sys

from pkilint import loader
from pkilint.pkix import certificate, extension, name


def main(paths: list[str]) -> None:
    """Validate each file and print how much was found."""
    validator = certificate.create_pkix_certificate_validator_container(
        certificate.create_decoding_validators(name.ATTRIBUTE_TYPE_MAPPINGS, extension.EXTENSION_MAPPINGS),
        [
            certificate.create_issuer_validator_container([]),
            certificate.create_validity_validator_container(),
            certificate.create_subject_validator_container([]),
            certificate.create_extensions_validator_container([]),
            certificate.create_spki_validator_container([]),
        ],
    )
    found = 0
    for path in paths:
        with open(path, encoding="ascii") as stream:
            loaded = loader.load_pem_certificate(stream.read(), path)
        found += len(validator.validate(loaded.root))
    print(len(paths), found)


if __name__ == "__main__":
    main(sys.argv[1:])
