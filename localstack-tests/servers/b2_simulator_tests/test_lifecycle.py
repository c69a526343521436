"""What lifecycle rules do when the door lets days go by."""

from .client import SimulatorTest, door


class LifecycleTest(SimulatorTest):
    def rules(self, *rules):
        answer = self.account.account_call("b2_update_bucket", bucketId=self.bucket, lifecycleRules=list(rules))
        self.assertEqual(answer.status, 200, answer.body)

    def days(self, number):
        return door("POST", f"lifecycle?days={number}").json

    def test_files_are_hidden_and_then_deleted(self):
        self.rules({"fileNamePrefix": "log/", "daysFromUploadingToHiding": 3, "daysFromHidingToDeleting": 2})
        self.uploaded("log/1")
        self.uploaded("kept")
        self.days(2)
        self.assertEqual(self.name_list(), ["kept", "log/1"])
        self.assertEqual(self.days(1)["hidden"], 1)
        self.assertEqual(self.name_list(), ["kept"])
        self.assertEqual(self.version_list(), [("upload", "kept"), ("hide", "log/1"), ("upload", "log/1")])
        self.days(1)
        self.assertEqual(len(self.version_list()), 3)
        self.assertEqual(self.days(1)["deleted"], 2)
        self.assertEqual(self.version_list(), [("upload", "kept")])

    def test_many_days_at_once_are_as_many_single_ones(self):
        self.rules({"fileNamePrefix": "", "daysFromUploadingToHiding": 3, "daysFromHidingToDeleting": 2})
        self.uploaded("file")
        self.days(5)
        self.assertEqual(self.version_list(), [])

    def test_superseded_versions_count_as_hidden(self):
        self.rules({"fileNamePrefix": "", "daysFromHidingToDeleting": 2})
        self.uploaded("file", b"1")
        self.days(10)
        self.uploaded("file", b"2")
        self.days(1)
        self.uploaded("file", b"3")
        self.days(1)
        self.assertEqual(len(self.version_list()), 2)
        self.days(1)
        self.assertEqual(self.account.download_by_name(self.bucket_name, "file").body, b"3")
        self.assertEqual(self.version_list(), [("upload", "file")])

    def test_unfinished_files_are_cancelled(self):
        self.rules({"fileNamePrefix": "", "daysFromStartingToCancelingUnfinishedLargeFiles": 1})
        self.started()
        self.uploaded("file")
        self.assertEqual(self.days(1)["canceled"], 1)
        self.assertEqual(self.version_list(), [("upload", "file")])

    def test_nothing_happens_before_a_day_has_gone_by(self):
        self.rules({"fileNamePrefix": "", "daysFromUploadingToHiding": 1})
        self.uploaded("file")
        self.days(0)
        self.assertEqual(self.name_list(), ["file"])

    def test_days_must_be_a_number(self):
        for wrong in ("?days=-1", "", "?days=%C2%B2", "?days=" + "9" * 5000):
            self.refused(door("POST", "lifecycle" + wrong), 400, "bad_request")
        self.refused(door("POST", "lifecycle", [1]), 400, "bad_request")
