"""The headers of uploads and downloads."""

import re
from urllib.parse import unquote_plus

from b2sdk.v2 import SSE_B2_AES

from . import calls, names, ranges
from .errors import bad_request
from .parameters import whole_number

HEX_DIGITS_AT_END = "hex_digits_at_end"
DO_NOT_VERIFY = "do_not_verify"
MOST_PARTS = 10_000
_SHA1 = re.compile("[0-9a-f]{40}")
_SENDABLE = re.compile("[\\t -~\\xa0-\\xff]*")
_INFO = "x-bz-info-"
_OVERRIDES = {
    "b2ContentDisposition": "Content-Disposition",
    "b2ContentLanguage": "Content-Language",
    "b2Expires": "Expires",
    "b2CacheControl": "Cache-Control",
    "b2ContentEncoding": "Content-Encoding",
    "b2ContentType": "Content-Type",
}


def of_file(headers):
    """The name, content type, info and encryption that the headers of b2_upload_file give a file."""
    if "X-Bz-Server-Side-Encryption-Customer-Algorithm" in headers or "X-Bz-Custom-Upload-Timestamp" in headers:
        raise bad_request("the simulator simulates neither SSE-C nor custom upload timestamps")
    name = names.check_file_name(_decoded(headers, "X-Bz-File-Name"))
    info = {
        header[len(_INFO) :]: _decoded(headers, header) for header in headers if header.lower().startswith(_INFO)
    }
    encryption = SSE_B2_AES if headers.get("X-Bz-Server-Side-Encryption") == "AES256" else None
    kind = calls.content_type(name, _required(headers, "Content-Type"))
    return name, kind, names.check_file_info(name, info), encryption


def part_number(headers):
    number = whole_number(_required(headers, "X-Bz-Part-Number"))
    if number is None or not 1 <= number <= MOST_PARTS:
        raise bad_request(f"X-Bz-Part-Number must be between 1 and {MOST_PARTS}")
    return number


def claimed_sha1(headers, length):
    """What X-Bz-Content-Sha1 says, which may be one of the two words of this module."""
    claimed = _required(headers, "X-Bz-Content-Sha1").lower()
    if claimed not in (HEX_DIGITS_AT_END, DO_NOT_VERIFY) and not _SHA1.fullmatch(claimed):
        raise bad_request(f"Invalid X-Bz-Content-Sha1: {claimed}")
    if claimed == HEX_DIGITS_AT_END and length < 40:
        raise bad_request(f"{HEX_DIGITS_AT_END} needs 40 digits behind the content")
    return claimed


def verified_sha1(claimed, digits, content):
    """The contentSha1 that the service answers for the content, if it is the claimed one."""
    if claimed == DO_NOT_VERIFY:
        return f"unverified:{content.sha1}"
    if (digits.lower() if claimed == HEX_DIGITS_AT_END else claimed) != content.sha1:
        raise bad_request("Sha1 did not match data received")
    return content.sha1


def of_download(file, range_header, query):
    """The status and headers of a download, and from where to before where it goes."""
    length = len(file.data_bytes)
    asked = ranges.resolve(range_header, length)
    start, end = asked or (0, length)
    headers = file.as_download_headers()
    # The length is the sender's to say, which knows of faults.
    del headers["content-length"]
    headers.setdefault("Cache-Control", "max-age=0, no-cache, no-store")
    headers["Accept-Ranges"] = "bytes"
    if asked:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{length}"
    headers.update({header: query[name] for name, header in _OVERRIDES.items() if name in query})
    for name, value in headers.items():
        if not _SENDABLE.fullmatch(value):
            raise bad_request(f"{name} cannot be sent as a header: {value!r}")
    return 206 if asked else 200, headers, start, end


def _required(headers, name):
    value = headers.get(name)
    if not value:
        raise bad_request(f"Missing header: {name}")
    return value


def _decoded(headers, name):
    try:
        return unquote_plus(headers.get(name, ""), errors="strict")
    except UnicodeDecodeError as error:
        raise bad_request(f"{name} is not percent-encoded UTF-8") from error
