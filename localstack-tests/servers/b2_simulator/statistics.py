"""What the server was asked for and what it answered."""

import threading
from collections import defaultdict

from .call_names import CLASS_OF_CALL

DROPPED = "dropped"


class Statistics:
    def __init__(self):
        self._lock = threading.Lock()
        self._uploads = 0
        self.reset()

    def reset(self):
        with self._lock:
            self._calls = defaultdict(lambda: defaultdict(int))
            self._bytes_in = 0
            self._bytes_out = 0
            self._most_uploads = self._uploads
            self._violations = 0

    def answered(self, call, status):
        """Counts a call by the class of its status, or as dropped where it got no answer."""
        with self._lock:
            self._calls[call][status if status == DROPPED else f"{status // 100}xx"] += 1

    def received(self, count):
        with self._lock:
            self._bytes_in += count

    def sent(self, count):
        with self._lock:
            self._bytes_out += count

    def upload_begins(self):
        with self._lock:
            self._uploads += 1
            self._most_uploads = max(self._most_uploads, self._uploads)

    def upload_ends(self):
        with self._lock:
            self._uploads -= 1

    def upload_url_shared(self):
        with self._lock:
            self._violations += 1

    def as_json(self):
        with self._lock:
            calls = {call: _with_class(call, statuses) for call, statuses in sorted(self._calls.items())}
            classes = {"A": 0, "B": 0, "C": 0}
            for counted in calls.values():
                classes[counted["class"]] += counted["all"]
            return {
                "calls": calls,
                "classes": classes,
                "bytesIn": self._bytes_in,
                "bytesOut": self._bytes_out,
                "mostUploadsAtOnce": self._most_uploads,
                "violations": {"sharedUploadUrls": self._violations},
            }


def _with_class(call, statuses):
    counted = {status: statuses.get(status, 0) for status in ("2xx", "4xx", "5xx", DROPPED)}
    return {"class": CLASS_OF_CALL[call], "all": sum(counted.values()), **counted}
