"""b2sdk's simulator of an account, mended. All of it is used under one lock, which the caller holds."""

import secrets
import time

from b2sdk.v2 import ALL_CAPABILITIES, SSE_NONE, KeySimulator, RawSimulator

from . import access, file_ids, lifecycle, names
from .bucket import FINISHED, HIDE_MARKER, UNFINISHED, Bucket, File, Part
from .content import EMPTY
from .errors import ServiceError, bad_bucket, bad_request, bad_token, busy, expired_token, not_found, unauthorized

# The oldest upload URLs go first: the service's live for a day, and no client holds as many.
MOST_UPLOAD_URLS = 100_000


class Simulator(RawSimulator):
    BUCKET_SIMULATOR_CLASS = Bucket

    def __init__(self, url, key_id, key, recommended_part_size, minimum_part_size):
        super().__init__()
        self.API_URL = url
        self.DOWNLOAD_URL = url
        self.MIN_PART_SIZE = minimum_part_size
        self.recommended_part_size = recommended_part_size
        self.account_id = secrets.token_hex(6)
        self.day = 0
        self.key_id = key_id or self.account_id
        self.key = key or secrets.token_hex(20)
        self.key_id_to_key[self.key_id] = KeySimulator(
            self.account_id, "master", self.key_id, self.key, list(ALL_CAPABILITIES), None, None, None, None
        )
        self._ids = file_ids.FileIds()
        self._files = {}
        self._upload_urls = {}
        self._download_authorizations = {}

    # Tokens

    def authorize_account_flat(self, key_id, key):
        """The answer in the shape of API v2."""
        known = self.key_id_to_key.get(key_id)
        if known and access.has_expired(known):
            raise unauthorized("The application key has expired")
        result = self.authorize_account(None, key_id, key)
        storage = result.pop("apiInfo")["storageApi"]
        return {
            **result,
            "apiUrl": storage["apiUrl"],
            "downloadUrl": storage["downloadUrl"],
            "s3ApiUrl": storage["apiUrl"],
            "recommendedPartSize": self.recommended_part_size,
            "absoluteMinimumPartSize": self.MIN_PART_SIZE,
            "allowed": storage["allowed"],
        }

    def key_of(self, token):
        """The key of an account token that holds."""
        if token is None:
            raise ServiceError(401, "missing_auth_token", "Authorization token is missing")
        key = self.auth_token_to_key.get(token)
        if key is None or key.application_key_id not in self.key_id_to_key:
            raise bad_token()
        if token in self.expired_auth_tokens or access.has_expired(key):
            raise expired_token()
        return key

    def check(self, token, capability, bucket_id=None, name=None):
        access.check(self.key_of(token), capability, bucket_id, name)

    def _assert_account_auth(
        self, api_url, account_auth_token, account_id, capability, bucket_id=None, file_name=None
    ):
        self.check(account_auth_token, capability, bucket_id, file_name)
        if account_id != self.account_id:
            raise bad_request(f"Invalid accountId: {account_id}")

    def expire_account_tokens(self):
        self.expired_auth_tokens.update(self.auth_token_to_key)
        for authorization in self._download_authorizations.values():
            authorization.expired = True

    def expire_upload_tokens(self):
        for upload_url in self._upload_urls.values():
            upload_url.expired = True

    def expire(self, token):
        """Expires one token, of whatever kind."""
        if token in self.auth_token_to_key:
            self.expired_auth_tokens.add(token)
        if token in self._download_authorizations:
            self._download_authorizations[token].expired = True
        for upload_url in self._upload_urls.values():
            if upload_url.token == token:
                upload_url.expired = True

    # Keys

    def make_key(self, token, account_id, capabilities, name, valid_seconds, bucket_id, prefix):
        self._assert_account_auth(self.API_URL, token, account_id, "writeKeys")
        access.check_key_request(capabilities, bucket_id)
        if bucket_id is not None:
            self.bucket(bucket_id)
        return self.create_key(
            self.API_URL, token, account_id, capabilities, name, valid_seconds, bucket_id, prefix
        )

    def remove_key(self, token, key_id):
        self.check(token, "deleteKeys")
        if key_id == self.key_id:
            raise bad_request("the master application key cannot be deleted")
        return self.delete_key(self.API_URL, token, key_id)

    # Buckets

    def bucket(self, bucket_id):
        bucket = self.bucket_id_to_bucket.get(bucket_id)
        if bucket is None:
            raise bad_bucket(bucket_id)
        return bucket

    def make_bucket(self, token, account_id, name, kind, info, cors_rules, rules, encryption):
        self._assert_account_auth(self.API_URL, token, account_id, "writeBuckets")
        names.check_bucket_name(name)
        if name.lower() in (taken.lower() for taken in self.bucket_name_to_bucket):
            raise ServiceError(400, "duplicate_bucket_name", f"Bucket name is already in use: {name}")
        bucket = Bucket(
            self,
            account_id,
            secrets.token_hex(12),
            name,
            _bucket_kind(kind),
            info,
            cors_rules,
            lifecycle.check(rules),
            default_server_side_encryption=encryption,
            is_file_lock_enabled=False,
        )
        self.bucket_name_to_bucket[name] = bucket
        self.bucket_id_to_bucket[bucket.bucket_id] = bucket
        return bucket.bucket_dict(token)

    def make_first_bucket(self, name):
        authorized = self.authorize_account_flat(self.key_id, self.key)
        token, account = authorized["authorizationToken"], authorized["accountId"]
        self.make_bucket(token, account, name, "allPrivate", {}, [], [], SSE_NONE)

    def change_bucket(self, token, account_id, bucket_id, revision, kind, info, cors_rules, rules, encryption):
        self._assert_account_auth(self.API_URL, token, account_id, "writeBuckets", bucket_id)
        bucket = self.bucket(bucket_id)
        bucket._update_bucket(
            bucket_type=None if kind is None else _bucket_kind(kind),
            bucket_info=info,
            cors_rules=cors_rules,
            lifecycle_rules=None if rules is None else lifecycle.check(rules),
            if_revision_is=revision,
            default_server_side_encryption=encryption,
        )
        return bucket.bucket_dict(token)

    def remove_bucket(self, token, account_id, bucket_id):
        self._assert_account_auth(self.API_URL, token, account_id, "deleteBuckets", bucket_id)
        if not self.bucket(bucket_id).is_empty():
            raise ServiceError(
                400, "cannot_delete_non_empty_bucket", "A bucket must be empty before it can be deleted"
            )
        return self.delete_bucket(self.API_URL, token, account_id, bucket_id)

    # Files

    def insert_file(self, bucket, name, content_type, sha1, info, content, encryption=None, action=FINISHED):
        file = File(
            bucket,
            self._ids.next(bucket.bucket_id, action == UNFINISHED),
            action,
            name,
            content_type,
            sha1,
            info,
            content,
            encryption or bucket.default_server_side_encryption or SSE_NONE,
        )
        self._files[file.file_id] = file
        bucket.insert(file)
        return file

    def insert_hide_marker(self, bucket, name):
        return self.insert_file(bucket, name, "application/x-bz-hide-marker", None, {}, EMPTY, action=HIDE_MARKER)

    def remove(self, file):
        file.bucket.remove(file)
        del self._files[file.file_id]

    def file(self, token, file_id, capability):
        """The file of an id in any bucket, if the token's key allows this with it."""
        key = self.key_of(token)
        file = self._files.get(file_ids.check(file_id))
        if file is None:
            access.check(key, capability, file_ids.bucket_id(file_id))
            raise not_found(f"File with such id does not exist: {file_id}")
        access.check(key, capability, file.bucket.bucket_id, file.name)
        return file

    def name_of(self, file_id):
        """For the fault door: the name of a file, or none."""
        file = self._files.get(file_id)
        return file.name if file else None

    def hide(self, token, bucket_id, name):
        self.check(token, "writeFiles", bucket_id, name)
        current = self.bucket(bucket_id).current(name)
        if current is None:
            raise ServiceError(400, "no_such_file", f"File not present: {name}")
        if current.action == HIDE_MARKER:
            raise ServiceError(400, "already_hidden", f"File already hidden: {name}")
        return self.insert_hide_marker(self.bucket(bucket_id), name).as_json(token)

    def delete_version(self, token, name, file_id):
        key = self.key_of(token)
        access.check(key, "deleteFiles", file_ids.bucket_id(file_id), name)
        file = self._files.get(file_id)
        if file is None or file.name != name:
            raise ServiceError(400, "file_not_present", f"File not present: {name} {file_id}")
        self.remove(file)
        return {"fileId": file_id, "fileName": name}

    def sequence(self, file_id):
        return self._ids.sequence(file_id)

    # Large files

    def unfinished(self, token, file_id):
        access.check(self.key_of(token), "writeFiles", file_ids.bucket_id(file_id))
        file = self._in_progress(file_id)
        self.check(token, "writeFiles", file.bucket.bucket_id, file.name)
        return file

    def _in_progress(self, file_id):
        file = self._files.get(file_id)
        if file is None or file.action != UNFINISHED:
            raise bad_request(f"No large file is in progress with the fileId {file_id}")
        return file

    def finish_file(self, token, file_id, part_sha1s):
        file = self.unfinished(token, file_id)
        file.bucket.finish(file, part_sha1s)
        return file.as_json(token)

    def cancel_file(self, token, file_id):
        file = self.unfinished(token, file_id)
        self.remove(file)
        return {
            "accountId": self.account_id,
            "bucketId": file.bucket.bucket_id,
            "fileId": file_id,
            "fileName": file.name,
        }

    # Uploads

    def make_upload_url(self, token, bucket_id, file_id=None):
        """An upload URL's place in the path, and its token."""
        place = f"{file_id or bucket_id}/{secrets.token_hex(8)}"
        while len(self._upload_urls) >= MOST_UPLOAD_URLS:
            del self._upload_urls[next(iter(self._upload_urls))]
        upload_token = f"4_{secrets.token_urlsafe(30)}_up"
        self._upload_urls[place] = access.UploadUrl(upload_token, token, bucket_id, file_id)
        return place, upload_token

    def begin_upload(self, place, token):
        """Takes the upload URL for one upload, until end_upload."""
        upload_url = self._upload_urls.get(place)
        if upload_url is None or upload_url.token != token:
            raise bad_token("Invalid upload authorization token")
        if upload_url.expired:
            raise expired_token()
        self.bucket(upload_url.bucket_id)
        if upload_url.busy:
            raise SharedUploadUrl()
        upload_url.busy = True
        return upload_url

    def end_upload(self, upload_url):
        upload_url.busy = False

    def store_file(self, upload_url, name, content_type, info, encryption, sha1, content):
        bucket = self.bucket(upload_url.bucket_id)
        self._check_uploader(upload_url, name)
        file = self.insert_file(bucket, name, content_type, sha1, info, content, encryption)
        return file.as_json(upload_url.account_token)

    def store_part(self, upload_url, number, sha1, content):
        file = self._in_progress(upload_url.file_id)
        self._check_uploader(upload_url, file.name)
        part = Part(file, number, sha1, content)
        file.add(part)
        return part.as_list_parts_dict()

    def _check_uploader(self, upload_url, name):
        # An upload token outlives the account token that it was got with, but not that one's key.
        key = self.auth_token_to_key[upload_url.account_token]
        if key.application_key_id not in self.key_id_to_key:
            raise bad_token("Invalid upload authorization token")
        access.check(key, "writeFiles", upload_url.bucket_id, name)

    # Downloads

    def make_download_authorization(self, token, bucket_id, prefix, seconds):
        self.check(token, "shareFiles", bucket_id, prefix)
        self.bucket(bucket_id)
        made = f"3_{secrets.token_urlsafe(30)}_dnld"
        self._download_authorizations[made] = access.DownloadAuthorization(bucket_id, prefix, time.time() + seconds)
        return {"bucketId": bucket_id, "fileNamePrefix": prefix, "authorizationToken": made}

    def download_by_name(self, token, bucket_name, name):
        bucket = self.bucket_name_to_bucket.get(bucket_name)
        if bucket is None:
            self._check_download(token, None, name)
            raise not_found(f"Bucket does not exist: {bucket_name}")
        self._check_download(token, bucket.bucket_id, name)
        file = bucket.current(name)
        if file is None or file.action != FINISHED:
            raise not_found(f"File with such name does not exist: {name}")
        return file

    def download_by_id(self, token, file_id):
        bucket_id = file_ids.bucket_id(file_id)
        file = self._files.get(file_id)
        self._check_download(token, bucket_id, file and file.name)
        if file is None or file.action != FINISHED:
            raise not_found(f"File with such id does not exist: {file_id}")
        return file

    def _check_download(self, token, bucket_id, name):
        bucket = self.bucket_id_to_bucket.get(bucket_id)
        if bucket and bucket.bucket_type == "allPublic":
            return
        authorization = self._download_authorizations.get(token)
        if authorization is None:
            access.check(self.key_of(token), "readFiles", bucket_id, name)
        elif authorization.expired or authorization.expires_at <= time.time():
            raise expired_token()
        elif bucket_id != authorization.bucket_id or not (name or "").startswith(authorization.prefix):
            raise unauthorized()

    # Lifecycle

    def let_days_go_by(self, days):
        """Moves the simulator's day on and runs every bucket's lifecycle rules. Clocks and tokens are not moved."""
        self.day += days
        outcomes = [lifecycle.run(self, bucket) for bucket in self.bucket_id_to_bucket.values()]
        return {
            "day": self.day,
            "hidden": sum(outcome.hidden for outcome in outcomes),
            "deleted": sum(outcome.deleted for outcome in outcomes),
            "canceled": sum(outcome.canceled for outcome in outcomes),
        }


class SharedUploadUrl(ServiceError):
    """Two uploads at once over one upload URL, which clients must not do."""

    def __init__(self):
        error = busy("the upload URL is in use by another upload")
        super().__init__(error.status, error.code, error.message, error.retry_after)


def _bucket_kind(kind):
    if kind not in ("allPrivate", "allPublic"):
        raise bad_request(f"Invalid bucketType: {kind}")
    return kind
