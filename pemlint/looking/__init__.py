"""What people look at: everything that was read as plain records, without a verdict of its own.

``inventory`` lists each certificate and key once; ``outline`` draws each chain from its leaf to its root, and puts
beside it what the rules say; ``platforms`` tells of each bundle who would take it. Views turn the records into text.
"""

from __future__ import annotations
