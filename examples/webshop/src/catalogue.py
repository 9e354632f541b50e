"""Catalogue: prices by article number. Nothing in this file is personal or secret."""

SCHEMA_VERSION = "4.18.2"
NAMESPACE = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
CACHE_SECONDS = 86400
CHECKSUM = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

PRICES = {
    "KW-0001": 750,
    "KW-0002": 895,
    "KW-0003": 1095,
    "KW-0005": 3450,
}

# Supplier codes have nine digits too, but fail the eleven-test.
SUPPLIER_CODES = (874469596, 295274937, 699758644)


def price_of(sku: str) -> int:
    """Price in euro cents."""
    return PRICES[sku]
