"""The door's faults and statistics."""

import http.client
import time

from .client import Account, SimulatorTest, door, request, upload


class FaultsTest(SimulatorTest):
    def fault(self, call, **rule):
        answer = door("POST", "faults", {"call": call, **rule})
        self.assertEqual(answer.status, 200, answer.body)

    def dropped(self, act):
        with self.assertRaises((http.client.RemoteDisconnected, http.client.IncompleteRead, ConnectionError)):
            act()

    def test_status_with_its_code_message_and_retry_after(self):
        self.fault("b2_upload_file", status=503, code="service_unavailable", message="no tomes", retryAfter=1)
        answer = self.account.upload(self.bucket, "file")
        self.refused(answer, 503, "service_unavailable")
        self.assertEqual((answer.json["message"], answer.headers["Retry-After"]), ("no tomes", "1"))
        self.assertEqual(self.account.upload(self.bucket, "file").status, 200)

    def test_skip_count_and_how_often_a_rule_was_met(self):
        self.fault("b2_get_file_info", status=500, code="internal_error", skip=1, count=2)
        file_id = self.uploaded("file")
        found = [self.account.call("b2_get_file_info", fileId=file_id).status for _ in range(5)]
        self.assertEqual(found, [200, 500, 500, 200, 200])
        rule = door("GET", "faults").json["rules"][0]
        self.assertEqual((rule["seen"], rule["met"]), (5, 2))
        door("DELETE", "faults")
        self.assertEqual(door("GET", "faults").json, {"rules": []})

    def test_one_rule_is_removed_and_the_others_stay(self):
        for _ in range(2):
            self.fault("b2_get_file_info", status=500, count=-1)
        first, second = (rule["id"] for rule in door("GET", "faults").json["rules"])
        self.assertEqual(door("DELETE", f"faults?id={first}").status, 200)
        self.assertEqual([rule["id"] for rule in door("GET", "faults").json["rules"]], [second])
        for wrong in (f"faults?id={first}", "faults?id=x", f"faults?ids={second}"):
            self.refused(door("DELETE", wrong), 400, "bad_request")

    def test_rule_for_ever(self):
        self.fault("b2_list_buckets", status=503, count=-1)
        for _ in range(4):
            self.assertEqual(self.account.account_call("b2_list_buckets").status, 503)

    def test_name_prefix_chooses_files(self):
        file_id, other = self.uploaded("bad/1"), self.uploaded("good/1")
        for call in (
            "b2_upload_file",
            "b2_hide_file",
            "b2_get_file_info",
            "b2_download_file_by_id",
            "b2_download_file_by_name",
            "b2_list_file_names",
        ):
            self.fault(call, status=503, count=-1, namePrefix="bad/")
        for name, found, status in (("bad/1", file_id, 503), ("good/1", other, 200)):
            for act in (
                lambda: self.account.upload(self.bucket, name),
                lambda: self.account.call("b2_get_file_info", fileId=found),
                lambda: self.account.download(found),
                lambda: self.account.download_by_name(self.bucket_name, name),
                lambda: self.account.call("b2_list_file_names", bucketId=self.bucket, prefix=name),
                lambda: self.account.call("b2_hide_file", bucketId=self.bucket, fileName=name),
            ):
                self.assertEqual(act().status, status)

    def test_delay(self):
        self.fault("b2_list_buckets", delayMillis=150)
        start = time.monotonic()
        self.assertEqual(self.account.account_call("b2_list_buckets").status, 200)
        self.assertGreaterEqual(time.monotonic() - start, 0.15)

    def test_drop_before_does_nothing(self):
        self.fault("b2_upload_file", drop="before")
        self.dropped(lambda: self.account.upload(self.bucket, "file"))
        self.assertEqual(self.name_list(), [])

    def test_drop_after_does_it_all(self):
        self.fault("b2_upload_file", drop="after")
        self.fault("b2_hide_file", drop="after")
        self.dropped(lambda: self.account.upload(self.bucket, "file"))
        self.assertEqual(self.name_list(), ["file"])
        self.dropped(lambda: self.account.call("b2_hide_file", bucketId=self.bucket, fileName="file"))
        self.assertEqual(self.name_list(), [])

    def test_drop_in_the_middle_of_an_upload_stores_nothing(self):
        self.fault("b2_upload_file", drop="middle")
        url = self.account.ok("b2_get_upload_url", bucketId=self.bucket)
        self.dropped(lambda: upload(url, "file", b"x" * 4_000_000))
        self.assertEqual(self.name_list(), [])
        self.assertEqual(upload(url, "file").status, 200)

    def test_drop_in_the_middle_of_a_download_sends_half(self):
        file_id = self.uploaded("file", b"x" * 4_000_000)
        self.fault("b2_download_file_by_id", drop="middle")
        with self.assertRaises(http.client.IncompleteRead) as raised:
            self.account.download(file_id)
        self.assertEqual(len(raised.exception.partial), 2_000_000)

    def test_corrupt_flips_a_byte(self):
        file_id = self.uploaded("file", b"0123")
        self.fault("b2_download_file_by_id", corrupt=True)
        answer = self.account.download(file_id)
        self.assertEqual(len(answer.body), 4)
        self.assertEqual(sum(one != other for one, other in zip(answer.body, b"0123")), 1)
        self.assertEqual(self.account.download(file_id).body, b"0123")

    def test_short_is_a_byte_less(self):
        file_id = self.uploaded("file", b"0123456789")
        self.fault("b2_download_file_by_id", short=True, count=2)
        self.assertEqual(self.account.download(file_id).body, b"012345678")
        answer = self.account.download(file_id, Range="bytes=0-3")
        self.assertEqual((answer.status, answer.body, answer.headers["Content-Length"]), (206, b"012", "3"))

    def test_token_expires_with_the_call(self):
        file_id = self.uploaded("file")
        self.fault("b2_get_file_info", token="expire")
        self.refused(self.account.call("b2_get_file_info", fileId=file_id), 401, "expired_auth_token")
        self.refused(self.account.call("b2_list_file_names", bucketId=self.bucket), 401, "expired_auth_token")
        self.account = Account()
        self.fault("b2_upload_file", token="expire")
        url = self.account.ok("b2_get_upload_url", bucketId=self.bucket)
        self.refused(upload(url, "other"), 401, "expired_auth_token")
        self.assertEqual(self.name_list(), ["file"])

    def test_rules_that_make_no_sense_are_refused(self):
        for rule in (
            [],
            {"call": "b2_magic", "status": 503},
            {"status": 503},
            {"call": "b2_upload_file"},
            {"call": "b2_upload_file", "status": 503, "colour": "red"},
            {"call": "b2_upload_file", "status": 503, "drop": "before"},
            {"call": "b2_upload_file", "status": 200},
            {"call": "b2_upload_file", "status": None},
            {"call": "b2_upload_file", "status": True},
            {"call": "b2_upload_file", "status": 503, "code": 5},
            {"call": "b2_upload_file", "status": 503, "message": None},
            {"call": "b2_upload_file", "status": 503, "retryAfter": None},
            {"call": ["b2_upload_file"], "status": 503},
            {"call": "b2_upload_file", "status": "503"},
            {"call": "b2_upload_file", "code": "x", "drop": "before"},
            {"call": "b2_upload_file", "drop": "sometimes"},
            {"call": "b2_upload_file", "status": 503, "skip": -1},
            {"call": "b2_upload_file", "status": 503, "count": -2},
            {"call": "b2_upload_file", "delayMillis": -5},
            {"call": "b2_upload_file", "token": "renew"},
            {"call": "b2_upload_file", "corrupt": True},
            {"call": "b2_list_buckets", "drop": "middle"},
            {"call": "b2_upload_file", "status": 503, "namePrefix": 5},
        ):
            with self.subTest(rule):
                self.refused(door("POST", "faults", rule), 400, "bad_request")
        self.assertEqual(door("GET", "faults").json, {"rules": []})

    def test_door_refuses_what_it_does_not_know(self):
        for value in ({"tokens": "some"}, {"tokens": ["all"]}, ["all"], None, 5):
            self.refused(door("POST", "expire", value), 400, "bad_request")
        self.refused(door("POST", "magic", {}), 404, "not_found")


class StatisticsTest(SimulatorTest):
    def test_calls_are_counted_by_name_status_and_class(self):
        door("DELETE", "statistics")
        file_id = self.uploaded("file", b"12345")
        self.account.download(file_id)
        self.account.download_by_name(self.bucket_name, "absent")
        self.account.call("b2_list_file_names", bucketId=self.bucket)
        door("POST", "faults", {"call": "b2_get_file_info", "status": 503})
        door("POST", "faults", {"call": "b2_hide_file", "drop": "before"})
        self.account.call("b2_get_file_info", fileId=file_id)
        with self.assertRaises(ConnectionError):
            self.account.call("b2_hide_file", bucketId=self.bucket, fileName="file")
        statistics = door("GET", "statistics").json
        none = {"2xx": 0, "4xx": 0, "5xx": 0, "dropped": 0}
        self.assertEqual(
            statistics["calls"],
            {
                "b2_download_file_by_id": {**none, "class": "B", "all": 1, "2xx": 1},
                "b2_download_file_by_name": {**none, "class": "B", "all": 1, "4xx": 1},
                "b2_get_file_info": {**none, "class": "B", "all": 1, "5xx": 1},
                "b2_get_upload_url": {**none, "class": "A", "all": 1, "2xx": 1},
                "b2_hide_file": {**none, "class": "A", "all": 1, "dropped": 1},
                "b2_list_file_names": {**none, "class": "C", "all": 1, "2xx": 1},
                "b2_upload_file": {**none, "class": "A", "all": 1, "2xx": 1},
            },
        )
        self.assertEqual(statistics["classes"], {"A": 3, "B": 3, "C": 1})
        self.assertEqual((statistics["bytesIn"], statistics["bytesOut"]), (5, 5))
        self.assertEqual(statistics["mostUploadsAtOnce"], 1)
        door("DELETE", "statistics")
        self.assertEqual(request("GET", "/simulator/statistics").json["calls"], {})
