"""The door of tests, under /simulator/: faults, expired tokens, lifecycle, statistics."""

from .errors import ServiceError, bad_request
from .parameters import whole_number


class Door:
    def __init__(self, simulator, lock, faults, statistics):
        self._simulator = simulator
        self._lock = lock
        self._faults = faults
        self._statistics = statistics
        self._doings = {
            ("POST", "faults"): self._add_fault,
            ("GET", "faults"): lambda _: faults.as_json(),
            ("DELETE", "faults"): self._clear_faults,
            ("POST", "expire"): self._expire,
            ("POST", "lifecycle"): self._lifecycle,
            ("GET", "statistics"): lambda _: statistics.as_json(),
            ("DELETE", "statistics"): self._reset_statistics,
        }

    def answer(self, method, name, parameters):
        doing = self._doings.get((method, name))
        if doing is None:
            raise ServiceError(404, "not_found", f"the simulator's door has no {method} /simulator/{name}")
        if not isinstance(parameters, dict):
            raise bad_request("the door takes a JSON object")
        return doing(parameters)

    def _add_fault(self, parameters):
        return self._faults.add(parameters)

    def _clear_faults(self, parameters):
        if not parameters:
            self._faults.clear()
        elif set(parameters) != {"id"} or not self._faults.remove(parameters["id"]):
            raise bad_request("faults are cleared all, or one by ?id=N, the number of a rule that is there")
        return {}

    def _reset_statistics(self, _):
        self._statistics.reset()
        return {}

    def _expire(self, parameters):
        tokens = parameters.get("tokens")
        if tokens not in ("account", "upload", "all") or len(parameters) > 1:
            raise bad_request('expire takes {"tokens": "account"}, "upload" or "all"')
        with self._lock:
            if tokens != "upload":
                self._simulator.expire_account_tokens()
            if tokens != "account":
                self._simulator.expire_upload_tokens()
        return {}

    def _lifecycle(self, parameters):
        days = whole_number(str(parameters.get("days", "")))
        if days is None or len(parameters) > 1:
            raise bad_request("lifecycle takes ?days=N, a whole number")
        with self._lock:
            return self._simulator.let_days_go_by(days)
