"""JSON of requests, refused where the simulator could not write it again: what is kept goes into later answers."""

import json

from .errors import bad_request

# B2's own requests have five levels.
MOST_LEVELS = 50


def parse(data):
    try:
        value = json.loads(data, parse_constant=_refuse)
        _check(value, MOST_LEVELS)
    except ValueError as error:
        raise bad_request(f"the request is not JSON: {error}") from error
    except RecursionError:
        raise bad_request(f"the request has more than {MOST_LEVELS} levels") from None
    return value


def _refuse(constant):
    raise ValueError(f"{constant} is no number")


def _check(value, levels):
    if levels == 0:
        raise RecursionError
    if isinstance(value, str):
        # An escaped half of a surrogate pair is no character: it cannot be encoded.
        value.encode()
    elif isinstance(value, dict):
        for name, inner in value.items():
            name.encode()
            _check(inner, levels - 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, levels - 1)
