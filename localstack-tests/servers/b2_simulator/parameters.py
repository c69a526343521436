"""The parameters of a call: a JSON object, or the query of a GET, where all values are strings."""

import re

from .errors import bad_request

_REQUIRED = object()
_WHOLE = re.compile("[0-9]{1,18}")


def whole_number(text):
    """The number that a text is, or None: int() takes signs, spaces and the digits of all scripts too."""
    return int(text) if _WHOLE.fullmatch(text) else None


class Parameters:
    def __init__(self, values):
        if not isinstance(values, dict):
            raise bad_request("the request must be a JSON object")
        self._values = values

    def any(self, name, default=_REQUIRED):
        value = self._values.get(name)
        if value is not None:
            return value
        if default is _REQUIRED:
            raise bad_request(f"required field {name} is missing")
        return default

    def text(self, name, default=_REQUIRED):
        return self._typed(name, default, str, "a string")

    def items(self, name, default=_REQUIRED):
        return self._typed(name, default, list, "an array")

    def fields(self, name, default=_REQUIRED):
        return self._typed(name, default, dict, "an object")

    def number(self, name, default=_REQUIRED):
        value = self.any(name, default)
        if value is default:
            return default
        number = whole_number(value) if isinstance(value, str) else value
        if type(number) is not int:
            raise bad_request(f"{name} must be a whole number")
        return number

    def count(self, name, usual, most):
        """How many entries to list: 0 asks for the usual number, as documented."""
        value = self.number(name, usual) or usual
        if not 1 <= value <= most:
            raise bad_request(f"{name} must be between 1 and {most}")
        return value

    def _typed(self, name, default, kind, words):
        value = self.any(name, default)
        if value is not default and not isinstance(value, kind):
            raise bad_request(f"{name} must be {words}")
        return value
