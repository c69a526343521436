"""b2sdk's buckets and files with their mends: versions in the service's order, listings, large files."""

import time
from bisect import bisect_left, insort

from b2sdk.v2 import SSE_NONE, BucketSimulator, EncryptionMode
from b2sdk.v3 import FileSimulator, PartSimulator

from .errors import ServiceError, bad_request

UNFINISHED = "start"
FINISHED = "upload"
HIDE_MARKER = "hide"
_AFTER_ALL_UTF8 = b"\xff"


class Part(PartSimulator):
    def __init__(self, file, number, sha1, content):
        super().__init__(file.file_id, number, len(content), sha1, content)
        self.upload_timestamp = time.time_ns() // 1_000_000

    def as_list_parts_dict(self):
        return {**super().as_list_parts_dict(), "contentMd5": None, "uploadTimestamp": self.upload_timestamp}


class File(FileSimulator):
    """A version of a file: an unfinished large file, a finished file or a hide marker."""

    def __init__(self, bucket, identity, action, name, content_type, sha1, info, content, encryption=SSE_NONE):
        self.sequence = identity[1]
        super().__init__(
            bucket.account_id,
            bucket,
            identity[0],
            action,
            name,
            content_type,
            None,
            info,
            content,
            time.time_ns() // 1_000_000,
            server_side_encryption=None if action == HIDE_MARKER else encryption,
        )
        self.content_sha1 = sha1
        self.parts = {}
        self.made_on_day = bucket.api.day

    def as_json(self, token):
        result = self.as_upload_result(token)
        result["contentMd5"] = None
        if self.server_side_encryption is None or self.server_side_encryption.mode is EncryptionMode.NONE:
            result["serverSideEncryption"] = {"mode": None, "algorithm": None}
        return result

    def add(self, part):
        if self.action != UNFINISHED:
            raise bad_request(f"The large file {self.file_id} is finished already")
        self.parts[part.part_number] = part

    def finish(self, part_sha1s):
        if self.action != UNFINISHED:
            raise bad_request(f"The large file {self.file_id} is finished already")
        parts = self._parts_to_finish(part_sha1s)
        content = parts[0].part_data.joined_with(part.part_data for part in parts[1:])
        self.data_bytes = content
        self.content_length = len(content)
        self.action = FINISHED
        self.parts = {}

    def _parts_to_finish(self, part_sha1s):
        if len(part_sha1s) < 2:
            raise bad_request("large files must have at least 2 parts")
        if len(part_sha1s) < len(self.parts):
            raise bad_request(f"partSha1Array has {len(part_sha1s)} entries for {len(self.parts)} uploaded parts")
        parts = []
        for number, sha1 in enumerate(part_sha1s, 1):
            part = self.parts.get(number)
            if part is None:
                raise ServiceError(400, "missing_part", f"Part number {number} has not been uploaded")
            if part.part_data.sha1 != str(sha1).lower():
                raise ServiceError(400, "part_sha1_mismatch", f"Part number {number} has another SHA1 than given")
            parts.append(part)
        for part in parts[:-1]:
            if part.content_length < self.bucket.api.MIN_PART_SIZE:
                raise bad_request(
                    f"Part number {part.part_number} is smaller than {self.bucket.api.MIN_PART_SIZE} bytes"
                )
        return parts

    def list_parts(self, start_part_number, max_part_count):
        numbers = sorted(number for number in self.parts if number >= start_part_number)
        page = [self.parts[number].as_list_parts_dict() for number in numbers[:max_part_count]]
        return {"parts": page, "nextPartNumber": numbers[max_part_count] if len(numbers) > max_part_count else None}


class Bucket(BucketSimulator):
    def __init__(self, *arguments, **keywords):
        super().__init__(*arguments, **keywords)
        self._names = []
        self._versions = {}
        self._unfinished = {}

    def bucket_dict(self, account_auth_token):
        result = super().bucket_dict(account_auth_token)
        result["options"] = sorted(self.options_set)
        encryption = result["defaultServerSideEncryption"]
        if not encryption["isClientAuthorizedToRead"]:
            encryption["value"] = None
        elif encryption["value"].get("mode") in (None, EncryptionMode.NONE.value):
            encryption["value"] = {"mode": None, "algorithm": None}
        lock = result["fileLockConfiguration"]
        if lock["isClientAuthorizedToRead"]:
            lock["value"] = {"isFileLockEnabled": False, "defaultRetention": {"mode": None, "period": None}}
        return result

    def is_empty(self):
        return not self._versions

    def insert(self, file):
        name = file.name.encode()
        if name not in self._versions:
            insort(self._names, name)
            self._versions[name] = []
        self._versions[name].insert(0, file)
        if file.action == UNFINISHED:
            self._unfinished[file.file_id] = file

    def remove(self, file):
        name = file.name.encode()
        self._versions[name].remove(file)
        if not self._versions[name]:
            del self._versions[name]
            del self._names[bisect_left(self._names, name)]
        self._unfinished.pop(file.file_id, None)

    def finish(self, file, part_sha1s):
        file.finish(part_sha1s)
        del self._unfinished[file.file_id]

    def all_versions(self):
        """The versions of each name, newest first; a copy, so that the caller may insert and remove."""
        return [list(self._versions[name]) for name in list(self._names)]

    def current(self, name):
        """The newest version under a name, hide marker or not; None where there is none."""
        return self._newest(name.encode())

    def _newest(self, name):
        return next((file for file in self._versions.get(name, ()) if file.action != UNFINISHED), None)

    def page_of_names(self, start_name, count, prefix, delimiter):
        def visible(name):
            file = self._newest(name)
            return [file] if file and file.action == FINISHED else []

        return self._page(visible, start_name, count, prefix, delimiter)

    def page_of_versions(self, start_name, start_sequence, count, prefix, delimiter):
        start = start_name.encode()

        def versions(name):
            files = self._versions[name]
            if start_sequence is not None and name == start:
                return [file for file in files if file.sequence <= start_sequence]
            return files

        return self._page(versions, start_name, count, prefix, delimiter)

    def _page(self, versions, start_name, count, prefix, delimiter):
        """Up to count files or folder names, and the one behind them or None."""
        found = []
        for entry in self._entries(versions, start_name.encode(), prefix.encode(), delimiter.encode()):
            if len(found) == count:
                return found, entry
            found.append(entry)
        return found, None

    def _entries(self, versions, start, prefix, delimiter):
        at = bisect_left(self._names, max(start, prefix))
        while at < len(self._names) and self._names[at].startswith(prefix):
            name = self._names[at]
            files = versions(name)
            end = name.find(delimiter, len(prefix)) if delimiter and files else -1
            if end < 0:
                yield from files
                at += 1
            else:
                folder = name[: end + len(delimiter)]
                yield folder.decode()
                at = bisect_left(self._names, folder + _AFTER_ALL_UTF8)

    def page_of_unfinished(self, start_sequence, count, prefix):
        """Up to count unfinished large files, in the order of their starts, and the one behind them or None."""
        files = [
            file
            for file in self._unfinished.values()
            if file.sequence >= start_sequence and file.name.startswith(prefix)
        ]
        return files[:count], files[count] if len(files) > count else None
