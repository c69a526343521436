"""Keys, capabilities and tokens."""

from .client import Account, SimulatorTest, door, request, upload, upload_part


class KeysTest(SimulatorTest):
    def test_authorize_answers_flat(self):
        answer = self.account.authorization
        self.assertEqual(answer["recommendedPartSize"], 100_000_000)
        self.assertEqual(answer["absoluteMinimumPartSize"], 1000)
        self.assertEqual(answer["allowed"]["bucketId"], None)
        self.assertIn("writeFiles", answer["allowed"]["capabilities"])

    def test_wrong_key_is_unauthorized(self):
        for basic in ("Basic Zm9vOmJhcg==", "Basic !", "nonsense"):
            self.refused(self.account.call("b2_authorize_account", token=basic), 401, "unauthorized")

    def test_key_for_a_bucket_writes_to_it_and_to_nothing_else(self):
        other = self.make_bucket(self.bucket_name + "-other")["bucketId"]
        limited = self.account.limited_to(["writeFiles", "listBuckets"], bucketId=self.bucket)
        self.assertEqual(limited.authorization["allowed"]["bucketName"], self.bucket_name)
        self.assertEqual(limited.upload(self.bucket, "file").status, 200)
        self.refused(limited.call("b2_get_upload_url", bucketId=other), 401, "unauthorized")
        large = {"fileName": "large", "contentType": "text/plain"}
        file_id = limited.ok("b2_start_large_file", bucketId=self.bucket, **large)["fileId"]
        url = limited.ok("b2_get_upload_part_url", fileId=file_id)
        self.assertEqual(upload_part(url, 1, b"part").status, 200)
        self.assertEqual(limited.call("b2_cancel_large_file", fileId=file_id).status, 200)
        self.refused(limited.call("b2_start_large_file", bucketId=other, **large), 401, "unauthorized")

    def test_key_for_a_bucket_must_name_it_to_list_it(self):
        limited = self.account.limited_to(["listBuckets"], bucketId=self.bucket)
        self.refused(limited.account_call("b2_list_buckets"), 401, "unauthorized")
        for named in ({"bucketId": self.bucket}, {"bucketName": self.bucket_name}):
            found = limited.account_call("b2_list_buckets", **named).json["buckets"]
            self.assertEqual([bucket["bucketId"] for bucket in found], [self.bucket])

    def test_settings_that_a_key_may_not_see_are_null(self):
        limited = self.account.limited_to(["listBuckets"], bucketId=self.bucket)
        listed = {"accountId": limited.account_id, "bucketName": self.bucket_name}
        bucket = limited.ok("b2_list_buckets", **listed)["buckets"][0]
        for setting in ("defaultServerSideEncryption", "fileLockConfiguration"):
            self.assertEqual(bucket[setting], {"isClientAuthorizedToRead": False, "value": None})

    def test_key_for_a_bucket_sees_no_file_of_another(self):
        other = self.make_bucket(self.bucket_name + "-other")["bucketId"]
        file_id = self.uploaded("file", bucket=other)
        limited = self.account.limited_to(["readFiles", "listFiles", "deleteFiles"], bucketId=self.bucket)
        self.refused(limited.call("b2_get_file_info", fileId=file_id), 401, "unauthorized")
        self.refused(limited.download(file_id), 401, "unauthorized")
        self.refused(limited.download_by_name(self.bucket_name + "-other", "file"), 401, "unauthorized")
        self.refused(limited.call("b2_list_file_names", bucketId=other), 401, "unauthorized")
        self.refused(
            limited.call("b2_delete_file_version", fileId=file_id, fileName="file"), 401, "unauthorized"
        )

    def test_key_for_a_prefix_does_nothing_outside_it(self):
        inside, outside = self.uploaded("in/file"), self.uploaded("out/file")
        limited = self.account.limited_to(
            ["writeFiles", "readFiles", "listFiles", "deleteFiles"], bucketId=self.bucket, namePrefix="in/"
        )
        self.assertEqual(limited.upload(self.bucket, "in/other").status, 200)
        self.refused(limited.upload(self.bucket, "out/other"), 401, "unauthorized")
        for listing in ("b2_list_file_names", "b2_list_file_versions"):
            self.refused(limited.call(listing, bucketId=self.bucket), 401, "unauthorized")
            self.assertEqual(limited.call(listing, bucketId=self.bucket, prefix="in/x").status, 200)
        self.refused(limited.call("b2_list_unfinished_large_files", bucketId=self.bucket), 401, "unauthorized")
        for act in (
            lambda file_id, name: limited.download(file_id),
            lambda file_id, name: limited.download_by_name(self.bucket_name, name),
            lambda file_id, name: limited.call("b2_get_file_info", fileId=file_id),
            lambda file_id, name: limited.call("b2_hide_file", bucketId=self.bucket, fileName=name),
            lambda file_id, name: limited.call("b2_delete_file_version", fileId=file_id, fileName=name),
        ):
            self.assertEqual(act(inside, "in/file").status, 200)
            self.refused(act(outside, "out/file"), 401, "unauthorized")

    def test_every_call_needs_its_capability(self):
        file_id, large = self.uploaded("file"), self.started()
        bucket, file, named = {"bucketId": self.bucket}, {"fileId": file_id}, {"accountId": self.account.account_id}
        calls = {
            "b2_list_buckets": named,
            "b2_create_bucket": {**named, "bucketName": "never-made", "bucketType": "allPrivate"},
            "b2_update_bucket": {**named, **bucket},
            "b2_delete_bucket": {**named, **bucket},
            "b2_create_key": {**named, "capabilities": ["listFiles"], "keyName": "never"},
            "b2_list_keys": named,
            "b2_delete_key": {"applicationKeyId": "none"},
            "b2_get_upload_url": bucket,
            "b2_start_large_file": {**bucket, "fileName": "f", "contentType": "b2/x-auto"},
            "b2_get_upload_part_url": {"fileId": large},
            "b2_list_parts": {"fileId": large},
            "b2_finish_large_file": {"fileId": large, "partSha1Array": []},
            "b2_cancel_large_file": {"fileId": large},
            "b2_list_unfinished_large_files": bucket,
            "b2_list_file_names": bucket,
            "b2_list_file_versions": bucket,
            "b2_get_file_info": file,
            "b2_hide_file": {**bucket, "fileName": "file"},
            "b2_delete_file_version": {**file, "fileName": "file"},
            "b2_get_download_authorization": {**bucket, "fileNamePrefix": "", "validDurationInSeconds": 10},
            "b2_copy_file": {"sourceFileId": file_id, "fileName": "copy"},
        }
        powerless = self.account.limited_to(["bypassGovernance"])
        for call, parameters in calls.items():
            with self.subTest(call):
                self.refused(powerless.call(call, **parameters), 401, "unauthorized")
        self.refused(powerless.download(file_id), 401, "unauthorized")
        self.refused(powerless.download_by_name(self.bucket_name, "file"), 401, "unauthorized")

    def test_refusal_does_not_tell_what_the_key_lacks(self):
        other = self.make_bucket(self.bucket_name + "-other")["bucketId"]
        limited = self.account.limited_to(["listFiles"], bucketId=self.bucket, namePrefix="in/")
        for answer in (
            limited.call("b2_get_upload_url", bucketId=self.bucket),
            limited.call("b2_list_file_names", bucketId=other, prefix="in/"),
            limited.call("b2_list_file_names", bucketId=self.bucket, prefix="out/"),
        ):
            self.assertEqual(answer.json, {"status": 401, "code": "unauthorized", "message": "unauthorized"})

    def test_keys_are_listed_and_deleted(self):
        limited = self.account.limited_to(["listFiles"], bucketId=self.bucket)
        keys = self.account.account_call("b2_list_keys", maxKeyCount=1000).json["keys"]
        key = keys[-1]
        self.assertEqual(key["bucketId"], self.bucket)
        self.assertNotIn("applicationKey", key)
        self.account.ok("b2_delete_key", applicationKeyId=key["applicationKeyId"])
        self.refused(limited.call("b2_list_file_names", bucketId=self.bucket), 401, "bad_auth_token")

    def test_key_for_a_bucket_cannot_have_capabilities_of_the_account(self):
        answer = self.account.account_call(
            "b2_create_key", capabilities=["writeKeys"], keyName="limited", bucketId=self.bucket
        )
        self.refused(answer, 400, "bad_request")


class TokensTest(SimulatorTest):
    def test_wrong_token_is_bad(self):
        listing = self.account.call("b2_list_file_names", token="wrong", bucketId=self.bucket)
        self.refused(listing, 401, "bad_auth_token")
        key = {"accountId": self.account.account_id, "capabilities": ["magic"], "keyName": "never", "bucketId": "none"}
        self.refused(self.account.call("b2_create_key", token="wrong", **key), 401, "bad_auth_token")
        self.refused(self.account.download(self.uploaded("file"), token="wrong"), 401, "bad_auth_token")

    def test_missing_token_is_refused_on_downloads(self):
        self.uploaded("file")
        self.assertEqual(request("GET", f"/file/{self.bucket_name}/file").status, 401)

    def test_expired_account_token_reads_nothing(self):
        file_id = self.uploaded("file")
        door("POST", "expire", {"tokens": "account"})
        for answer in (
            self.account.call("b2_get_file_info", fileId=file_id),
            self.account.call("b2_list_file_names", bucketId=self.bucket),
            self.account.call("b2_delete_file_version", fileId=file_id, fileName="file"),
            self.account.download(file_id),
            self.account.download_by_name(self.bucket_name, "file"),
        ):
            self.refused(answer, 401, "expired_auth_token")
        self.assertEqual(Account().download(file_id).status, 200)

    def test_upload_token_belongs_to_one_url(self):
        first = self.account.ok("b2_get_upload_url", bucketId=self.bucket)
        second = self.account.ok("b2_get_upload_url", bucketId=self.bucket)
        self.assertNotEqual(first["uploadUrl"], second["uploadUrl"])
        crossed = {**first, "authorizationToken": second["authorizationToken"]}
        self.refused(upload(crossed, "file"), 401, "bad_auth_token")
        self.assertEqual(upload(first, "file").status, 200)

    def test_expired_upload_token_is_refused_and_account_token_holds(self):
        url = self.account.ok("b2_get_upload_url", bucketId=self.bucket)
        part_url = self.account.ok("b2_get_upload_part_url", fileId=self.started())
        door("POST", "expire", {"tokens": "upload"})
        self.refused(upload(url, "file"), 401, "expired_auth_token")
        self.refused(upload_part(part_url, 1, b"part"), 401, "expired_auth_token")
        self.assertEqual(self.account.upload(self.bucket, "file").status, 200)

    def test_download_authorization_is_for_its_prefix(self):
        self.uploaded("in/file")
        self.uploaded("out/file")
        token = self.account.ok(
            "b2_get_download_authorization", bucketId=self.bucket, fileNamePrefix="in/", validDurationInSeconds=60
        )["authorizationToken"]
        self.assertEqual(self.account.download_by_name(self.bucket_name, "in/file", token=token).body, b"data")
        self.assertEqual(request("GET", f"/file/{self.bucket_name}/in/file?Authorization={token}").status, 200)
        self.refused(self.account.download_by_name(self.bucket_name, "out/file", token=token), 401, "unauthorized")
        door("POST", "expire", {"tokens": "account"})
        self.refused(
            self.account.download_by_name(self.bucket_name, "in/file", token=token), 401, "expired_auth_token"
        )

    def test_there_is_no_limit_of_upload_urls(self):
        places = {self.account.ok("b2_get_upload_url", bucketId=self.bucket)["uploadUrl"] for _ in range(250)}
        self.assertEqual(len(places), 250)
