"""Who may do what: keys with their capabilities, bucket and name prefix, and the tokens got with them."""

import time
from dataclasses import dataclass

from b2sdk.v2 import ALL_CAPABILITIES

from .errors import bad_request, unauthorized

# What a key that is limited to one bucket may have, by the documentation of b2_create_key.
_NOT_FOR_ONE_BUCKET = {"listKeys", "writeKeys", "deleteKeys", "writeBuckets", "deleteBuckets"}


@dataclass
class UploadUrl:
    """An upload URL: one token belongs to it, and one upload at a time may use it."""

    token: str
    account_token: str
    bucket_id: str
    file_id: str | None
    expired: bool = False
    busy: bool = False


@dataclass
class DownloadAuthorization:
    bucket_id: str
    prefix: str
    expires_at: float
    expired: bool = False


def check_key_request(capabilities, bucket_id):
    unknown = [capability for capability in capabilities if capability not in ALL_CAPABILITIES]
    if unknown or not capabilities:
        raise bad_request(f"Invalid capabilities: {unknown}")
    if bucket_id is not None and _NOT_FOR_ONE_BUCKET.intersection(capabilities):
        raise bad_request("a key that is limited to a bucket cannot have " + ", ".join(sorted(_NOT_FOR_ONE_BUCKET)))


def has_expired(key):
    return key.expiration_timestamp_or_none is not None and key.expiration_timestamp_or_none <= time.time()


def check(key, capability, bucket_id=None, name=None):
    """Refuses what the key does not allow in this bucket and, where a name is given, to this file or prefix."""
    elsewhere = key.bucket_id_or_none is not None and key.bucket_id_or_none != bucket_id
    outside = name is not None and not name.startswith(key.name_prefix_or_none or "")
    if capability not in key.capabilities or elsewhere or outside:
        # Like the service, it does not tell which of them it was.
        raise unauthorized()
