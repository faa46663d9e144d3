"""The process in which atheris shows inputs to one target: ``python -m fuzz.worker TARGET FOLDER FLAG…``."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import atheris

from fuzz.mutation import chance
from fuzz.observing import Observer
from fuzz.targets import load

#: of the changes to an input, those that know nothing of its structure
_BLIND = 0.2


def main(name: str, folder: str, *flags: str) -> None:
    """Never returns: libFuzzer ends the process. Inputs that show a defect are saved in the folder."""
    # what pemlint would import later is imported here, so that every branch of it is seen
    with atheris.instrument_imports(include=["pemlint"]):
        package = import_module("pemlint")
        for module in walk_packages(package.__path__, "pemlint."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    target = load(name)
    pool = target.pool()

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        decides = chance(seed)
        changed = data if decides.random() < _BLIND else target.mutate(data, decides, pool)
        if changed == data or len(changed) > longest:
            changed = atheris.Mutate(data, longest)
        return changed

    atheris.Setup([name, *flags], Observer(target, Path(folder)).show, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
