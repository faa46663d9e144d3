"""How fast pemlint is, beside a bare script and its peers: ``make bench``."""
