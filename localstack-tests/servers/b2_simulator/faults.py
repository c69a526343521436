"""Faults that tests ask for: rules that change what becomes of a call."""

import threading
from dataclasses import dataclass, field

from .call_names import CLASS_OF_CALL, DOWNLOADS, UPLOADS
from .errors import ServiceError, bad_request

BEFORE = "before"
AFTER = "after"
MIDDLE = "middle"
FOR_EVER = -1
MOST_DELAY_MILLIS = 600_000
_SELECTING = {"call", "skip", "count", "namePrefix"}
_ANSWER = {"status", "code", "message", "retryAfter"}
_ACTIONS = ("status", "delayMillis", "drop", "corrupt", "short")


@dataclass
class Fault:
    """What befalls one call; a call without a fault has the one of no fields set."""

    answer: ServiceError | None = None
    delay_millis: int = 0
    drop: str | None = None
    corrupt: bool = False
    short: bool = False
    expire_token: bool = False


NONE = Fault()


@dataclass
class _Rule:
    number: int
    asked: dict
    fault: Fault
    skip: int
    count: int
    name_prefix: str
    seen: int = field(default=0)
    met: int = field(default=0)

    def matches(self, call, name):
        return self.asked["call"] == call and (name or "").startswith(self.name_prefix)

    def take(self):
        """Whether the rule strikes this matching call."""
        self.seen += 1
        if self.seen <= self.skip or (self.count != FOR_EVER and self.met >= self.count):
            return False
        self.met += 1
        return True

    def as_json(self):
        return {"id": self.number, "rule": self.asked, "seen": self.seen, "met": self.met}


class Faults:
    def __init__(self):
        self._lock = threading.Lock()
        self._rules = []
        self._made = 0

    def add(self, asked):
        fault = _fault(asked)
        skip = _whole(asked, "skip", 0, 0)
        count = _whole(asked, "count", 1, FOR_EVER)
        prefix = _text(asked, "namePrefix", "")
        with self._lock:
            self._made += 1
            rule = _Rule(self._made, asked, fault, skip, count, prefix)
            self._rules.append(rule)
            return rule.as_json()

    def remove(self, number):
        """Whether there was such a rule."""
        with self._lock:
            kept = [rule for rule in self._rules if str(rule.number) != number]
            found = len(kept) < len(self._rules)
            self._rules = kept
            return found

    def clear(self):
        with self._lock:
            self._rules.clear()

    def as_json(self):
        with self._lock:
            return {"rules": [rule.as_json() for rule in self._rules]}

    def wanted(self, call):
        """Whether any rule is for this call, so that its file's name matters."""
        return any(rule.asked["call"] == call for rule in list(self._rules))

    def take(self, call, name):
        """The fault of the first rule that strikes; the rules behind it do not see the call."""
        with self._lock:
            return next((rule.fault for rule in self._rules if rule.matches(call, name) and rule.take()), NONE)


def _fault(asked):
    _check_fields(asked)
    answer = None
    if "status" in asked:
        answer = ServiceError(
            _whole(asked, "status", None, 400, 599),
            _text(asked, "code", "service_unavailable"),
            _text(asked, "message", "a fault that a test asked for"),
            _whole(asked, "retryAfter", None, 0),
        )
    return Fault(
        answer,
        _whole(asked, "delayMillis", 0, 0, MOST_DELAY_MILLIS),
        asked.get("drop"),
        asked.get("corrupt", False),
        asked.get("short", False),
        "token" in asked,
    )


def _check_fields(asked):
    call = asked.get("call")
    if not isinstance(call, str) or call not in CLASS_OF_CALL:
        raise bad_request(f"call must be one of {', '.join(CLASS_OF_CALL)}; it was {call}")
    unknown = set(asked) - _SELECTING - _ANSWER - set(_ACTIONS) - {"token"}
    if unknown:
        raise bad_request(f"unknown fields in the rule: {', '.join(sorted(unknown))}")
    actions = [action for action in _ACTIONS if action in asked]
    if len(actions) > 1 or not (actions or "token" in asked):
        raise bad_request(f"a rule has one of {', '.join(_ACTIONS)}, or token alone; this has {actions or 'none'}")
    if "status" not in asked and _ANSWER.intersection(asked):
        raise bad_request("code, message and retryAfter go with status")
    if asked.get("token", "expire") != "expire":
        raise bad_request('token must be "expire"')
    _check_body_faults(asked, call)


def _check_body_faults(asked, call):
    if asked.get("drop", BEFORE) not in (BEFORE, AFTER, MIDDLE):
        raise bad_request(f"drop must be {BEFORE}, {AFTER} or {MIDDLE}")
    if asked.get("drop") == MIDDLE and call not in UPLOADS + DOWNLOADS:
        raise bad_request(f"drop {MIDDLE} is for {', '.join(UPLOADS + DOWNLOADS)}")
    for name in ("corrupt", "short"):
        if name in asked and (asked[name] is not True or call not in DOWNLOADS):
            raise bad_request(f"{name} must be true and is for {', '.join(DOWNLOADS)}")


def _whole(asked, name, usual, least, most=None):
    if name not in asked:
        return usual
    value = asked[name]
    if type(value) is not int or value < least or (most is not None and value > most):
        raise bad_request(f"{name} must be a whole number from {least}" + (f" to {most}" if most is not None else ""))
    return value


def _text(asked, name, usual):
    value = asked.get(name, usual)
    if not isinstance(value, str):
        raise bad_request(f"{name} must be a string")
    return value
