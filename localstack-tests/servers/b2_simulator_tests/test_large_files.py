"""Large files and their parts."""

from .client import MINIMUM_PART, SimulatorTest, sha1, upload_part

PARTS = [b"a" * MINIMUM_PART, b"b" * (MINIMUM_PART + 1), b"c"]


class LargeFilesTest(SimulatorTest):
    def test_large_file_is_its_parts_joined(self):
        file_id = self.large_file_of(PARTS)
        finished = self.finish(file_id, PARTS).json
        self.assertEqual((finished["action"], finished["fileId"]), ("upload", file_id))
        self.assertEqual((finished["contentSha1"], finished["contentLength"]), ("none", 2 * MINIMUM_PART + 2))
        answer = self.account.download(file_id)
        self.assertEqual(answer.body, b"".join(PARTS))
        self.assertEqual(answer.headers["X-Bz-Content-Sha1"], "none")
        over_a_seam = self.account.download(file_id, Range=f"bytes={MINIMUM_PART - 2}-{MINIMUM_PART + 1}")
        self.assertEqual(over_a_seam.body, b"aabb")

    def test_info_of_the_start_is_kept_and_not_verified(self):
        file_id = self.started(fileInfo={"large_file_sha1": sha1(b"other"), "Colour": "red"})
        url = self.account.ok("b2_get_upload_part_url", fileId=file_id)
        for number, part in enumerate(PARTS, 1):
            upload_part(url, number, part)
        finished = self.finish(file_id, PARTS).json
        self.assertEqual(finished["fileInfo"], {"large_file_sha1": sha1(b"other"), "colour": "red"})
        self.assertEqual(self.account.download(file_id).headers["X-Bz-Info-large_file_sha1"], sha1(b"other"))

    def test_unfinished_file_has_info_and_no_content(self):
        file_id = self.large_file_of(PARTS)
        info = self.account.ok("b2_get_file_info", fileId=file_id)
        self.assertEqual((info["action"], info["contentLength"], info["contentSha1"]), ("start", 0, "none"))
        self.refused(self.account.download(file_id), 404, "not_found")

    def test_finish_twice_is_refused(self):
        file_id = self.large_file_of(PARTS)
        self.assertEqual(self.finish(file_id, PARTS).status, 200)
        self.refused(self.finish(file_id, PARTS), 400, "bad_request")
        self.refused(self.account.call("b2_cancel_large_file", fileId=file_id), 400, "bad_request")
        self.refused(self.account.call("b2_get_upload_part_url", fileId=file_id), 400, "bad_request")
        self.refused(self.account.call("b2_list_parts", fileId=file_id), 400, "bad_request")

    def test_one_part_is_too_few(self):
        answer = self.finish(self.large_file_of(PARTS[:1]), PARTS[:1])
        self.refused(answer, 400, "bad_request")
        self.assertEqual(answer.json["message"], "large files must have at least 2 parts")

    def test_all_parts_but_the_last_have_a_least_size(self):
        parts = [b"a" * (MINIMUM_PART - 1), b"b" * MINIMUM_PART]
        self.refused(self.finish(self.large_file_of(parts), parts), 400, "bad_request")

    def test_finish_checks_the_parts(self):
        file_id = self.large_file_of(PARTS)
        self.refused(self.finish(file_id, [PARTS[0], b"other", PARTS[2]]), 400, "part_sha1_mismatch")
        self.refused(self.finish(file_id, [*PARTS, b"d"]), 400, "missing_part")
        self.refused(self.finish(file_id, PARTS[:2]), 400, "bad_request")
        self.assertEqual(self.finish(file_id, PARTS).status, 200)

    def test_part_uploaded_again_replaces_the_first(self):
        file_id = self.large_file_of([b"x" * MINIMUM_PART, *PARTS[1:]])
        url = self.account.ok("b2_get_upload_part_url", fileId=file_id)
        upload_part(url, 1, PARTS[0])
        self.assertEqual(self.finish(file_id, PARTS).status, 200)
        self.assertEqual(self.account.download(file_id).body, b"".join(PARTS))

    def test_part_numbers_and_checksums_are_checked(self):
        url = self.account.ok("b2_get_upload_part_url", fileId=self.started())
        for number in (0, 10_001, "x"):
            self.refused(upload_part(url, number, b"part"), 400, "bad_request")
        self.refused(upload_part(url, 1, b"part", X_Bz_Content_Sha1=sha1(b"other")), 400, "bad_request")
        answer = upload_part(url, 10_000, b"part" + sha1(b"part").encode(), X_Bz_Content_Sha1="hex_digits_at_end")
        self.assertEqual((answer.json["partNumber"], answer.json["contentLength"]), (10_000, 4))

    def test_parts_are_listed_in_pages(self):
        file_id = self.large_file_of(PARTS)
        first = self.account.ok("b2_list_parts", fileId=file_id, maxPartCount=2)
        self.assertEqual([part["contentSha1"] for part in first["parts"]], [sha1(part) for part in PARTS[:2]])
        rest = self.account.ok("b2_list_parts", fileId=file_id, startPartNumber=first["nextPartNumber"], maxPartCount=1)
        self.assertEqual([part["partNumber"] for part in rest["parts"]], [3])
        self.assertEqual(rest["nextPartNumber"], None)

    def test_cancelled_file_is_gone(self):
        for call, parameters in (("b2_cancel_large_file", {}), ("b2_delete_file_version", {"fileName": "large"})):
            file_id = self.large_file_of(PARTS)
            url = self.account.ok("b2_get_upload_part_url", fileId=file_id)
            self.account.ok(call, fileId=file_id, **parameters)
            self.assertEqual(self.version_list(), [])
            self.refused(upload_part(url, 1, b"part"), 400, "bad_request")
            self.refused(self.finish(file_id, PARTS), 400, "bad_request")
            self.refused(self.account.call("b2_get_file_info", fileId=file_id), 404, "not_found")
