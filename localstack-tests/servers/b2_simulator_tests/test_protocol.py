"""Requests that are no call, or no request at all."""

from urllib.parse import urlsplit

from .client import SimulatorTest, answer_to, request


class ProtocolTest(SimulatorTest):
    def test_unknown_call_field_or_path_is_refused(self):
        self.refused(self.account.call("b2_do_magic"), 400, "bad_request")
        self.refused(self.account.call("b2_list_file_names"), 400, "bad_request")
        self.refused(self.account.call("b2_list_file_names", bucketId=5), 400, "bad_request")
        self.refused(request("GET", "/elsewhere"), 404, "not_found")

    def test_calls_may_be_gets(self):
        self.uploaded("file")
        self.assertEqual(len(self.listing("1").json["files"]), 1)

    def test_numbers_have_few_ascii_digits(self):
        for number in ("%C2%B2", "%D9%A3", "-1", "+1", "1_0", "9" * 5000):
            with self.subTest(number[:10]):
                self.refused(self.listing(number), 400, "bad_request")
        revised = {"bucketId": self.bucket, "ifRevisionIs": "x"}
        self.refused(self.account.account_call("b2_update_bucket", **revised), 400, "bad_request")

    def listing(self, count):
        return request(
            "GET",
            f"/b2api/v2/b2_list_file_names?bucketId={self.bucket}&maxFileCount={count}",
            headers={"Authorization": self.account.token},
        )

    def test_json_that_could_not_be_answered_is_refused(self):
        for body in (
            "[" * 100_000,
            '{"bucketInfo": ' + "[" * 60 + "]" * 60 + "}",
            '{"prefix": "\\ud800"}',
            '{"\\ud800": 1}',
            b'{"prefix": "\xed\xa0\x80"}',
            '{"maxFileCount": NaN}',
            '{"maxFileCount": ' + "9" * 5000 + "}",
            "{",
            "[]",
        ):
            with self.subTest(body[:30]):
                for path in ("/b2api/v2/b2_list_file_names", "/simulator/faults"):
                    answer = request("POST", path, body)
                    self.refused(answer, 400, "bad_request")
                    self.assertRegex(answer.json["message"], "JSON|levels")

    def test_absolute_url_may_be_asked_for_if_it_is_one(self):
        self.assertEqual(answer_to("GET http://b2/simulator/statistics HTTP/1.1").status, 200)
        for host in ("[", "[b2]"):
            self.refused(answer_to(f"GET http://{host}/simulator/statistics HTTP/1.1"), 400, "bad_request")

    def test_body_of_unknown_length_is_refused_and_ends_the_connection(self):
        for lengths in (
            "Content-Length: -1",
            "Content-Length: \xb2",
            "Content-Length: four",
            "Content-Length:",
            "Content-Length: 4\r\nContent-Length: 5",
            "Transfer-Encoding: chunked",
        ):
            with self.subTest(lengths):
                answer = answer_to(f"POST /simulator/faults HTTP/1.1\r\n{lengths}", b"4\r\nbody\r\n0\r\n\r\n")
                self.refused(answer, 400, "bad_request")
                self.assertEqual(answer.headers["Connection"], "close")

    def test_refusal_reaches_a_client_that_sends_large_chunks(self):
        body = (b"x" * 1_000_000 for _ in range(8))
        self.refused(request("POST", "/simulator/faults", body), 400, "bad_request")

    def test_upload_needs_its_length(self):
        url = self.account.ok("b2_get_upload_url", bucketId=self.bucket)
        path, token = urlsplit(url["uploadUrl"]).path, url["authorizationToken"]
        self.refused(answer_to(f"POST {path} HTTP/1.1\r\nAuthorization: {token}"), 411, "length_required")
