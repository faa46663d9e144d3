"""``python -m pemlint``."""

from __future__ import annotations

import os
import sys

# With ``-m`` Python looks for modules in the working directory first, and that is the tree under test. Nothing may be
# imported before this but what is part of the interpreter.
if not sys.flags.safe_path:
    try:
        sys.path[:1] = [folder for folder in sys.path[:1] if folder not in {"", os.getcwd()}]
    except OSError:
        del sys.path[0]

from pemlint.cli import entry

entry()
