"""File ids like the service's. They say nothing of the order of files: that stands here alone."""

import re
import secrets
import time

from .errors import bad_request

_FORM = re.compile(r"4_z[0-9a-f]{24}_f[12][0-9a-f]{15}_d\d{8}_m\d{6}_c\d{3}_v\d{7}_t\d{4}")


def check(file_id):
    if not isinstance(file_id, str) or not _FORM.fullmatch(file_id):
        raise bad_request(f"Invalid fileId: {file_id}")
    return file_id


def bucket_id(file_id):
    """The bucket that an id was given out in, which ids name."""
    return check(file_id)[3:27]


class FileIds:
    """Gives out ids, each once; remembers all, since listings may start at the id of a file that was deleted."""

    def __init__(self):
        self._sequences = {}

    def next(self, bucket_id, large):
        """A new id and its place in the order of all."""
        now = time.gmtime()
        file_id = None
        while file_id is None or file_id in self._sequences:
            file_id = (
                f"4_z{bucket_id}_f{2 if large else 1}{secrets.token_hex(8)[1:]}"
                f"_d{time.strftime('%Y%m%d', now)}_m{time.strftime('%H%M%S', now)}_c001_v0001001_t0000"
            )
        sequence = len(self._sequences)
        self._sequences[file_id] = sequence
        return file_id, sequence

    def sequence(self, file_id):
        sequence = self._sequences.get(check(file_id))
        if sequence is None:
            raise bad_request(f"Invalid fileId: {file_id}")
        return sequence
