"""The calls whose request and answer are JSON: from parameters to the simulator and back, in the shapes of API v2."""

import base64
import binascii
import mimetypes

from b2sdk.v2 import SSE_B2_AES, SSE_NONE

from . import names, ranges
from .bucket import UNFINISHED
from .errors import bad_request, unauthorized

MOST_COPY_BYTES = 5_000_000_000
MOST_DOWNLOAD_AUTHORIZATION_SECONDS = 604_800
_FOLDER = {"action": "folder", "contentLength": 0, "fileId": None, "fileInfo": {}, "uploadTimestamp": 0}


def b2_authorize_account(simulator, authorization, _parameters):
    try:
        kind, encoded = (authorization or "").split(" ", 1)
        key_id, key = base64.b64decode(encoded, validate=True).decode().split(":", 1)
    except (ValueError, binascii.Error) as error:
        raise unauthorized("Basic authorization with a key id and a key is needed") from error
    if kind.lower() != "basic":
        raise unauthorized("Basic authorization with a key id and a key is needed")
    return simulator.authorize_account_flat(key_id, key)


def b2_create_key(simulator, token, parameters):
    return simulator.make_key(
        token,
        parameters.text("accountId"),
        parameters.items("capabilities"),
        parameters.text("keyName"),
        parameters.number("validDurationInSeconds", None),
        parameters.text("bucketId", None),
        parameters.text("namePrefix", None),
    )


def b2_delete_key(simulator, token, parameters):
    return simulator.remove_key(token, parameters.text("applicationKeyId"))


def b2_list_keys(simulator, token, parameters):
    return simulator.list_keys(
        simulator.API_URL,
        token,
        parameters.text("accountId"),
        parameters.count("maxKeyCount", 100, 10_000),
        parameters.text("startApplicationKeyId", None),
    )


def b2_create_bucket(simulator, token, parameters):
    return simulator.make_bucket(
        token,
        parameters.text("accountId"),
        parameters.text("bucketName"),
        parameters.text("bucketType"),
        parameters.fields("bucketInfo", {}),
        parameters.items("corsRules", []),
        parameters.items("lifecycleRules", []),
        _encryption(parameters.fields("defaultServerSideEncryption", {})) or SSE_NONE,
    )


def b2_update_bucket(simulator, token, parameters):
    return simulator.change_bucket(
        token,
        parameters.text("accountId"),
        parameters.text("bucketId"),
        parameters.number("ifRevisionIs", None),
        parameters.text("bucketType", None),
        parameters.fields("bucketInfo", None),
        parameters.items("corsRules", None),
        parameters.items("lifecycleRules", None),
        _encryption(parameters.fields("defaultServerSideEncryption", {})),
    )


def b2_list_buckets(simulator, token, parameters):
    return simulator.list_buckets(
        simulator.API_URL,
        token,
        parameters.text("accountId"),
        parameters.text("bucketId", None),
        parameters.text("bucketName", None),
    )


def b2_delete_bucket(simulator, token, parameters):
    return simulator.remove_bucket(token, parameters.text("accountId"), parameters.text("bucketId"))


def b2_get_upload_url(simulator, token, parameters):
    bucket_id = parameters.text("bucketId")
    simulator.check(token, "writeFiles", bucket_id)
    simulator.bucket(bucket_id)
    place, upload_token = simulator.make_upload_url(token, bucket_id)
    url = f"{simulator.API_URL}/b2api/v2/b2_upload_file/{place}"
    return {"bucketId": bucket_id, "uploadUrl": url, "authorizationToken": upload_token}


def b2_get_upload_part_url(simulator, token, parameters):
    file = simulator.unfinished(token, parameters.text("fileId"))
    place, upload_token = simulator.make_upload_url(token, file.bucket.bucket_id, file.file_id)
    url = f"{simulator.API_URL}/b2api/v2/b2_upload_part/{place}"
    return {"fileId": file.file_id, "uploadUrl": url, "authorizationToken": upload_token}


def b2_start_large_file(simulator, token, parameters):
    bucket_id = parameters.text("bucketId")
    name = names.check_file_name(parameters.text("fileName"))
    simulator.check(token, "writeFiles", bucket_id, name)
    info = names.check_file_info(name, parameters.fields("fileInfo", {}))
    file = simulator.insert_file(
        simulator.bucket(bucket_id),
        name,
        content_type(name, parameters.text("contentType")),
        "none",
        info,
        None,
        _encryption(parameters.fields("serverSideEncryption", {})),
        action=UNFINISHED,
    )
    return file.as_json(token)


def b2_list_parts(simulator, token, parameters):
    file = simulator.unfinished(token, parameters.text("fileId"))
    return file.list_parts(parameters.number("startPartNumber", 1), parameters.count("maxPartCount", 100, 1000))


def b2_finish_large_file(simulator, token, parameters):
    return simulator.finish_file(token, parameters.text("fileId"), parameters.items("partSha1Array"))


def b2_cancel_large_file(simulator, token, parameters):
    return simulator.cancel_file(token, parameters.text("fileId"))


def b2_list_unfinished_large_files(simulator, token, parameters):
    bucket_id = parameters.text("bucketId")
    prefix = parameters.text("namePrefix", "")
    simulator.check(token, "listFiles", bucket_id, prefix)
    start = parameters.text("startFileId", None)
    files, following = simulator.bucket(bucket_id).page_of_unfinished(
        0 if start is None else simulator.sequence(start), parameters.count("maxFileCount", 100, 100), prefix
    )
    return {
        "files": [file.as_json(token) for file in files],
        "nextFileId": following.file_id if following else None,
    }


def b2_list_file_names(simulator, token, parameters):
    bucket, start, count, prefix, delimiter = _listing(simulator, token, parameters)
    entries, following = bucket.page_of_names(start, count, prefix, delimiter)
    return {"files": [_entry(entry, bucket, token) for entry in entries], "nextFileName": _name(following)}


def b2_list_file_versions(simulator, token, parameters):
    bucket, start, count, prefix, delimiter = _listing(simulator, token, parameters)
    start_id = parameters.text("startFileId", None)
    if start_id is not None and not start:
        raise bad_request("startFileId needs startFileName")
    sequence = None if start_id is None else simulator.sequence(start_id)
    entries, following = bucket.page_of_versions(start, sequence, count, prefix, delimiter)
    return {
        "files": [_entry(entry, bucket, token) for entry in entries],
        "nextFileName": _name(following),
        "nextFileId": None if following is None or isinstance(following, str) else following.file_id,
    }


def _listing(simulator, token, parameters):
    bucket_id = parameters.text("bucketId")
    prefix = parameters.text("prefix", "")
    simulator.check(token, "listFiles", bucket_id, prefix)
    return (
        simulator.bucket(bucket_id),
        parameters.text("startFileName", ""),
        parameters.count("maxFileCount", 100, 10_000),
        prefix,
        parameters.text("delimiter", ""),
    )


def _entry(entry, bucket, token):
    if isinstance(entry, str):
        return {**_FOLDER, "accountId": bucket.account_id, "bucketId": bucket.bucket_id, "fileName": entry}
    return entry.as_json(token)


def _name(entry):
    return entry if entry is None or isinstance(entry, str) else entry.name


def b2_get_file_info(simulator, token, parameters):
    return simulator.file(token, parameters.text("fileId"), "readFiles").as_json(token)


def b2_hide_file(simulator, token, parameters):
    return simulator.hide(token, parameters.text("bucketId"), names.check_file_name(parameters.text("fileName")))


def b2_delete_file_version(simulator, token, parameters):
    return simulator.delete_version(token, parameters.text("fileName"), parameters.text("fileId"))


def b2_get_download_authorization(simulator, token, parameters):
    seconds = parameters.number("validDurationInSeconds")
    if not 1 <= seconds <= MOST_DOWNLOAD_AUTHORIZATION_SECONDS:
        raise bad_request(f"validDurationInSeconds must be between 1 and {MOST_DOWNLOAD_AUTHORIZATION_SECONDS}")
    return simulator.make_download_authorization(
        token, parameters.text("bucketId"), parameters.text("fileNamePrefix"), seconds
    )


def b2_copy_file(simulator, token, parameters):
    source = simulator.file(token, parameters.text("sourceFileId"), "readFiles")
    if source.data_bytes is None:
        raise bad_request("an unfinished large file cannot be copied")
    bucket = simulator.bucket(parameters.text("destinationBucketId", source.bucket.bucket_id))
    name = names.check_file_name(parameters.text("fileName"))
    simulator.check(token, "writeFiles", bucket.bucket_id, name)
    start, end = ranges.resolve(parameters.text("range", None), len(source.data_bytes)) or (0, len(source.data_bytes))
    if end - start > MOST_COPY_BYTES:
        raise bad_request(f"Copy source too big: {end - start}")
    content = source.data_bytes.part(start, end)
    kind, info = _metadata_of_copy(source, name, parameters)
    return simulator.insert_file(bucket, name, kind, content.sha1, info, content).as_json(token)


def _metadata_of_copy(source, name, parameters):
    replaced = parameters.text("metadataDirective", "COPY") == "REPLACE"
    given = parameters.text("contentType", None), parameters.fields("fileInfo", None)
    if replaced and given[0] is not None:
        return content_type(name, given[0]), names.check_file_info(name, given[1] or {})
    if replaced or given != (None, None):
        raise bad_request("contentType and fileInfo go with metadataDirective REPLACE, which needs contentType")
    return source.content_type, source.file_info


def content_type(name, given):
    if given == "b2/x-auto":
        return mimetypes.guess_type(name)[0] or "application/octet-stream"
    return given


def _encryption(setting):
    mode = setting.get("mode")
    if mode is None:
        return None
    if mode in ("none", "SSE-B2"):
        return SSE_B2_AES if mode == "SSE-B2" else SSE_NONE
    raise bad_request(f"the simulator does not simulate encryption of mode {mode}")


# By their names, the functions of the simulator, the request's token and its parameters.
JSON_CALLS = {
    call.__name__: call
    for call in (
        b2_authorize_account,
        b2_cancel_large_file,
        b2_copy_file,
        b2_create_bucket,
        b2_create_key,
        b2_delete_bucket,
        b2_delete_file_version,
        b2_delete_key,
        b2_finish_large_file,
        b2_get_download_authorization,
        b2_get_file_info,
        b2_get_upload_part_url,
        b2_get_upload_url,
        b2_hide_file,
        b2_list_buckets,
        b2_list_file_names,
        b2_list_file_versions,
        b2_list_keys,
        b2_list_parts,
        b2_list_unfinished_large_files,
        b2_start_large_file,
        b2_update_bucket,
    )
}
