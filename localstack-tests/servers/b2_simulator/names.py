"""What the service takes as names of files and buckets, and as file info."""

import re

from .errors import bad_request

_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{5,62}")
_INFO_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,50}")
MOST_INFOS = 10
MOST_HEADER_BYTES = 7000
MOST_NAME_BYTES = 1024
MOST_SEGMENT_BYTES = 250


def check_file_name(name):
    reason = _fault_of(name)
    if reason:
        raise bad_request(f"Invalid file name: {reason}")
    return name


def _fault_of(name):
    if not isinstance(name, str) or not name:
        return "it must not be empty"
    try:
        encoded = name.encode("utf-8")
    except UnicodeEncodeError:
        return "it must be UTF-8"
    if len(encoded) > MOST_NAME_BYTES:
        return f"it must not be longer than {MOST_NAME_BYTES} bytes"
    if any(ord(character) < 32 or ord(character) == 127 for character in name):
        return "it must not contain control characters"
    if "\\" in name:
        return "it must not contain backslashes"
    if name.startswith("/") or name.endswith("/") or "//" in name:
        return 'it must not begin or end with "/" nor contain "//"'
    if any(len(segment) > MOST_SEGMENT_BYTES for segment in encoded.split(b"/")):
        return f'no segment between "/" may be longer than {MOST_SEGMENT_BYTES} bytes'
    return None


def check_file_info(name, info):
    """The infos with their names in lower case, as the service keeps them."""
    if not isinstance(info, dict) or not all(isinstance(value, str) for value in info.values()):
        raise bad_request("fileInfo must be an object of strings")
    if len(info) > MOST_INFOS:
        raise bad_request(f"fileInfo may have at most {MOST_INFOS} entries")
    for key in info:
        if not _INFO_NAME.fullmatch(key):
            raise bad_request(f"Invalid file info name: {key}")
    size = len(name.encode()) + sum(len(key) + len(value.encode()) for key, value in info.items())
    if size > MOST_HEADER_BYTES:
        raise bad_request(f"file name and file info must fit into {MOST_HEADER_BYTES} bytes")
    return {key.lower(): value for key, value in info.items()}


def check_bucket_name(name):
    if not isinstance(name, str) or not _BUCKET.fullmatch(name) or name.lower().startswith("b2-"):
        raise bad_request(
            "Invalid bucketName: 6 to 63 letters, digits and hyphens, not beginning with a hyphen or b2-"
        )
    return name
