"""Rules about private keys."""
