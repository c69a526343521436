"""Buckets."""

from .client import SimulatorTest, upload


class BucketsTest(SimulatorTest):
    def test_bucket_answers_what_it_was_made_with(self):
        rule = {"fileNamePrefix": "", "daysFromHidingToDeleting": 1}
        made = self.make_bucket(self.bucket_name + "-b", bucketInfo={"a": "b"}, lifecycleRules=[rule])
        found = self.account.account_call("b2_list_buckets", bucketId=made["bucketId"]).json["buckets"]
        self.assertEqual(found, [made])
        self.assertEqual(made["bucketInfo"], {"a": "b"})
        self.assertEqual(made["lifecycleRules"][0]["daysFromHidingToDeleting"], 1)
        self.assertEqual(made["options"], [])
        self.assertIs(made["fileLockConfiguration"]["value"]["isFileLockEnabled"], False)
        self.assertEqual(made["defaultServerSideEncryption"]["value"], {"mode": None, "algorithm": None})

    def test_names_are_checked_and_taken_once(self):
        for name in ("short", "b2-reserved", "with_underscore", "x" * 64):
            answer = self.account.account_call("b2_create_bucket", bucketName=name, bucketType="allPrivate")
            self.refused(answer, 400, "bad_request")
        answer = self.account.account_call("b2_create_bucket", bucketName=self.bucket_name, bucketType="allPrivate")
        self.refused(answer, 400, "duplicate_bucket_name")

    def test_update_changes_lifecycle_rules_and_takes_them_away(self):
        rules = [{"fileNamePrefix": "a/", "daysFromUploadingToHiding": 3}]
        changed = self.update(lifecycleRules=rules)
        self.assertEqual(changed.json["lifecycleRules"][0]["daysFromUploadingToHiding"], 3)
        self.assertEqual(changed.json["revision"], 2)
        self.assertEqual(self.update(lifecycleRules=[]).json["lifecycleRules"], [])

    def test_update_refuses_another_revision(self):
        self.refused(self.update(ifRevisionIs=7, bucketInfo={}), 409, "conflict")
        self.assertEqual(self.update(ifRevisionIs=1, bucketInfo={}).status, 200)

    def test_rules_that_overlap_or_do_nothing_are_refused(self):
        day = {"daysFromHidingToDeleting": 1}
        for rules in (
            [{"fileNamePrefix": "a"}],
            [{"fileNamePrefix": "a", "daysFromHidingToDeleting": 0}],
            [{"fileNamePrefix": "a", "daysFromHidingToDeleting": True}],
            [{"fileNamePrefix": "a", **day, "daysFromHidingToDeletion": 1}],
            [{"fileNamePrefix": "a", **day}, {"fileNamePrefix": "a/b", **day}],
        ):
            self.refused(self.update(lifecycleRules=rules), 400, "bad_request")

    def test_bucket_with_files_stays(self):
        file_id = self.uploaded("file")
        delete = {"bucketId": self.bucket}
        self.refused(self.account.account_call("b2_delete_bucket", **delete), 400, "cannot_delete_non_empty_bucket")
        self.account.ok("b2_delete_file_version", fileId=file_id, fileName="file")
        self.assertEqual(self.account.account_call("b2_delete_bucket", **delete).status, 200)

    def test_removed_bucket_is_unknown(self):
        url = self.account.ok("b2_get_upload_url", bucketId=self.bucket)
        self.account.account_call("b2_delete_bucket", bucketId=self.bucket)
        self.refused(self.account.call("b2_list_file_names", bucketId=self.bucket), 400, "bad_bucket_id")
        self.refused(self.account.call("b2_get_upload_url", bucketId=self.bucket), 400, "bad_bucket_id")
        self.refused(self.account.download_by_name(self.bucket_name, "file"), 404, "not_found")
        self.refused(upload(url, "file"), 400, "bad_bucket_id")

    def test_there_may_be_more_than_a_hundred(self):
        for number in range(120):
            self.make_bucket(f"{self.bucket_name}-{number}")

    def update(self, **changes):
        return self.account.account_call("b2_update_bucket", bucketId=self.bucket, **changes)
