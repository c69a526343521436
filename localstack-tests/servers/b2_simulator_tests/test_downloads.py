"""Downloads: headers and ranges, by id and by name, GET and HEAD."""

from .client import SimulatorTest, request, sha1


class DownloadsTest(SimulatorTest):
    def setUp(self):
        super().setUp()
        answer = self.account.upload(
            self.bucket, "f ö/1", b"0123456789", X_Bz_Info_Owner="J%C3%BCrg+X", X_Bz_Info_b2_cache_control="no-cache"
        )
        self.file = answer.json

    def ways(self):
        yield lambda method="GET", **headers: self.account.download(self.file["fileId"], method, **headers)
        yield lambda method="GET", **headers: self.account.download_by_name(
            self.bucket_name, "f ö/1", method, **headers
        )

    def test_headers_tell_of_the_file(self):
        for way in self.ways():
            for method, body in (("GET", b"0123456789"), ("HEAD", b"")):
                answer = way(method)
                self.assertEqual((answer.status, answer.body), (200, body))
                headers = {
                    "X-Bz-File-Id": self.file["fileId"],
                    "X-Bz-File-Name": "f%20%C3%B6/1",
                    "X-Bz-Content-Sha1": sha1(b"0123456789"),
                    "X-Bz-Upload-Timestamp": str(self.file["uploadTimestamp"]),
                    "X-Bz-Info-owner": "J%C3%BCrg%20X",
                    "Content-Length": "10",
                    "Content-Type": "text/plain",
                    "Cache-Control": "no-cache",
                }
                self.assertEqual({name: answer.headers[name] for name in headers}, headers)

    def test_ranges(self):
        cases = {
            "bytes=2-4": (b"234", "bytes 2-4/10"),
            "bytes=8-100": (b"89", "bytes 8-9/10"),
            "bytes=7-": (b"789", "bytes 7-9/10"),
            "bytes=-3": (b"789", "bytes 7-9/10"),
            "bytes=-30": (b"0123456789", "bytes 0-9/10"),
        }
        for way in self.ways():
            for asked, (body, told) in cases.items():
                answer = way(Range=asked)
                self.assertEqual((answer.status, answer.body), (206, body))
                self.assertEqual(answer.headers["Content-Range"], told)
                self.assertEqual(answer.headers["Content-Length"], str(len(body)))
                self.assertEqual(way("HEAD", Range=asked).headers["Content-Length"], str(len(body)))

    def test_range_behind_the_end_is_not_satisfiable(self):
        for way in self.ways():
            for asked in ("bytes=10-", "bytes=10-12", "bytes=5-4", "bytes=-0"):
                self.refused(way(Range=asked), 416, "range_not_satisfiable")
        empty = self.uploaded("empty", b"")
        self.refused(self.account.download(empty, Range="bytes=0-"), 416, "range_not_satisfiable")
        self.assertEqual(self.account.download(empty).body, b"")

    def test_absent_file_is_not_found(self):
        self.refused(self.account.download_by_name(self.bucket_name, "absent"), 404, "not_found")
        self.assertEqual(self.account.download_by_name(self.bucket_name, "absent", "HEAD").status, 404)

    def test_public_bucket_needs_no_token(self):
        self.account.account_call("b2_update_bucket", bucketId=self.bucket, bucketType="allPublic")
        self.assertEqual(request("GET", f"/file/{self.bucket_name}/f%20%C3%B6/1").body, b"0123456789")

    def test_query_overrides_headers(self):
        answer = self.account.download_by_name(self.bucket_name, "f ö/1", query="?b2ContentType=a%2Fb")
        self.assertEqual(answer.headers["Content-Type"], "a/b")

    def test_what_cannot_be_a_header_is_refused(self):
        for override in ("%E2%82%AC", "a%0D%0ASet-Cookie:b"):
            answer = self.account.download_by_name(self.bucket_name, "f ö/1", query="?b2ContentType=" + override)
            self.refused(answer, 400, "bad_request")
