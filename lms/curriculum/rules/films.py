"""What a film takes of somebody who pays for each megabyte. Standard library only."""

from math import ceil


def megabytes(size: int) -> float:
    """Bytes in megabytes, in tenths: rather a little more than less, and never nothing."""
    return max(1, ceil(size / 100_000)) / 10
