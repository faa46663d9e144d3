"""Rules about bundles and their manifests."""
