"""The Range header of downloads."""

import re

from .errors import ServiceError, bad_request

_RANGE = re.compile("bytes=([0-9]{0,18})-([0-9]{0,18})")


def resolve(header, length):
    """From where to before where of length bytes the header asks; None asks for all."""
    if header is None:
        return None
    match = _RANGE.fullmatch(header.strip())
    if not match or match.group(0) == "bytes=-":
        raise bad_request(f"Invalid Range: {header}")
    first, last = match.groups()
    if first:
        start = int(first)
        end = min(int(last) + 1, length) if last else length
    else:
        start = max(length - int(last), 0)
        end = length
    if start >= end:
        raise ServiceError(416, "range_not_satisfiable", f"The range {header} is not within the file's {length} bytes")
    return start, end
