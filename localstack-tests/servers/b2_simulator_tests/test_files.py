"""Uploads, ids, names, hiding, deleting, copying."""

import threading

from .client import SimulatorTest, connect, door, sha1, upload, urlsplit


class UploadsTest(SimulatorTest):
    def test_upload_answers_the_file(self):
        answer = self.account.upload(self.bucket, "a b/ä+.txt", b"hello", X_Bz_Info_Colour="r%C3%B6d").json
        self.assertEqual(answer["fileName"], "a b/ä+.txt")
        self.assertEqual(answer["contentSha1"], sha1(b"hello"))
        self.assertEqual(answer["contentLength"], 5)
        self.assertEqual(answer["fileInfo"], {"colour": "röd"})
        self.assertEqual(answer["action"], "upload")
        self.assertEqual(self.account.ok("b2_get_file_info", fileId=answer["fileId"]), answer)

    def test_sha1_in_the_header_is_checked(self):
        wrong = self.account.upload(self.bucket, "file", b"hello", X_Bz_Content_Sha1=sha1(b"other"))
        self.refused(wrong, 400, "bad_request")
        self.assertEqual(wrong.json["message"], "Sha1 did not match data received")
        self.refused(self.account.upload(self.bucket, "file", X_Bz_Content_Sha1="abc"), 400, "bad_request")
        self.assertEqual(self.name_list(), [])

    def test_sha1_behind_the_content_is_checked_and_taken_off(self):
        def send(digits):
            return self.account.upload(
                self.bucket, "file", b"hello" + digits.encode(), X_Bz_Content_Sha1="hex_digits_at_end"
            )

        self.refused(send(sha1(b"other")), 400, "bad_request")
        answer = send(sha1(b"hello")).json
        self.assertEqual((answer["contentLength"], answer["contentSha1"]), (5, sha1(b"hello")))
        self.assertEqual(self.account.download(answer["fileId"]).body, b"hello")

    def test_sha1_behind_large_contents_of_any_size(self):
        for size in ((1 << 20) - 1, 1 << 20, (1 << 20) + 20, (2 << 20) - 40):
            data = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
            answer = self.account.upload(
                self.bucket, "file", data + sha1(data).encode(), X_Bz_Content_Sha1="hex_digits_at_end"
            )
            self.assertEqual(answer.json["contentSha1"], sha1(data))
            self.assertEqual(self.account.download(answer.json["fileId"]).body, data)

    def test_unverified_sha1_is_told(self):
        answer = self.account.upload(self.bucket, "file", b"hello", X_Bz_Content_Sha1="do_not_verify")
        self.assertEqual(answer.json["contentSha1"], "unverified:" + sha1(b"hello"))

    def test_content_type_may_be_guessed(self):
        answer = self.account.upload(self.bucket, "file.png", Content_Type="b2/x-auto")
        self.assertEqual(answer.json["contentType"], "image/png")

    def test_names_are_checked(self):
        for name in ("", "/a", "a/", "a//b", "a\nb", "a\x7f", "a\\b", "x" * 251, "/".join(["x" * 249] * 5)):
            with self.subTest(name[:10]):
                self.refused(self.account.upload(self.bucket, name), 400, "bad_request")
        for name in ("x" * 250, "/".join(["x" * 250] * 4), "ü" * 125, "a b+c%d"):
            with self.subTest(name[:10]):
                self.assertEqual(self.account.upload(self.bucket, name).json["fileName"], name)

    def test_refusal_of_a_name_says_why(self):
        self.assertIn("backslashes", self.account.upload(self.bucket, "a\\b").json["message"])

    def test_more_than_ten_infos_are_refused(self):
        infos = {f"X_Bz_Info_{number}": "x" for number in range(11)}
        self.refused(self.account.upload(self.bucket, "file", **infos), 400, "bad_request")

    def test_two_uploads_at_once_over_one_url_are_a_violation(self):
        url = self.account.ok("b2_get_upload_url", bucketId=self.bucket)
        first = self.begun_upload(url)
        self.refused(upload(url, "second"), 503, "service_unavailable")
        first.send(b"ta")
        self.assertEqual(first.getresponse().status, 200)
        first.close()
        statistics = door("GET", "statistics").json
        self.assertEqual(statistics["violations"], {"sharedUploadUrls": 1})
        self.assertEqual(statistics["mostUploadsAtOnce"], 1)
        self.assertEqual(upload(url, "third").status, 200)

    def test_expect_continue_is_answered_before_the_body_and_a_refusal_instead_of_it(self):
        url = self.account.ok("b2_get_upload_url", bucketId=self.bucket)
        answers = ((url["authorizationToken"], b"HTTP/1.1 100", False), ("wrong", b"HTTP/1.1 401", True))
        for token, first_line, closes in answers:
            connection = connect()
            connection.connect()
            connection.sock.sendall(
                f"POST {urlsplit(url['uploadUrl']).path} HTTP/1.1\r\nHost: b2\r\nExpect: 100-continue\r\n"
                f"Authorization: {token}\r\nX-Bz-File-Name: f\r\nContent-Type: text/plain\r\n"
                f"X-Bz-Content-Sha1: {sha1(b'data')}\r\nContent-Length: 4\r\n\r\n".encode()
            )
            answer = connection.sock.recv(1000)
            self.assertTrue(answer.startswith(first_line))
            # Whether the refused body comes is not known, so no other request can follow on the connection.
            self.assertEqual(b"Connection: close" in answer, closes)
            connection.close()

    def test_connection_is_kept(self):
        connection = connect()
        for _ in range(3):
            connection.request("GET", "/simulator/statistics")
            kept = connection.sock
            connection.getresponse().read()
            self.assertIs(connection.sock, kept)
        connection.close()


class IdsTest(SimulatorTest):
    def test_ids_are_unique_over_buckets_and_find_their_own_file(self):
        other = self.make_bucket(self.bucket_name + "-other")["bucketId"]
        one, two = self.uploaded("file", b"one"), self.uploaded("file", b"two", other)
        self.assertNotEqual(one, two)
        self.assertEqual(self.account.download(one).body, b"one")
        self.assertEqual(self.account.download(two).body, b"two")
        self.assertEqual(self.account.ok("b2_get_file_info", fileId=two)["bucketId"], other)

    def test_malformed_id_is_named_in_the_refusal(self):
        for answer in (
            self.account.call("b2_get_file_info", fileId="nonsense"),
            self.account.call("b2_delete_file_version", fileId="nonsense", fileName="file"),
            self.account.call("b2_list_parts", fileId="nonsense"),
            self.account.download("nonsense"),
        ):
            self.refused(answer, 400, "bad_request")
            self.assertIn("nonsense", answer.json["message"])

    def test_unknown_id_is_not_found_and_absent_to_deletion(self):
        file_id = self.uploaded("file")
        self.account.ok("b2_delete_file_version", fileId=file_id, fileName="file")
        self.refused(self.account.call("b2_get_file_info", fileId=file_id), 404, "not_found")
        self.refused(self.account.download(file_id), 404, "not_found")
        self.refused(
            self.account.call("b2_delete_file_version", fileId=file_id, fileName="file"), 400, "file_not_present"
        )

    def test_deletion_needs_name_and_id_of_one_file(self):
        file_id = self.uploaded("file")
        answer = self.account.call("b2_delete_file_version", fileId=file_id, fileName="other")
        self.refused(answer, 400, "file_not_present")
        self.assertEqual(self.name_list(), ["file"])


class HidingTest(SimulatorTest):
    def test_marker_hides_by_name_until_it_is_deleted(self):
        file_id = self.uploaded("file", b"content")
        marker = self.account.ok("b2_hide_file", bucketId=self.bucket, fileName="file")
        self.assertEqual(marker["action"], "hide")
        self.assertEqual(self.name_list(), [])
        self.assertEqual(self.version_list(), [("hide", "file"), ("upload", "file")])
        self.refused(self.account.download_by_name(self.bucket_name, "file"), 404, "not_found")
        self.assertEqual(self.account.download(file_id).body, b"content")
        self.refused(self.account.download(marker["fileId"]), 404, "not_found")
        self.account.ok("b2_delete_file_version", fileId=marker["fileId"], fileName="file")
        self.assertEqual(self.account.download_by_name(self.bucket_name, "file").body, b"content")

    def test_hiding_needs_a_file_that_is_not_hidden(self):
        hide = {"bucketId": self.bucket, "fileName": "file"}
        self.refused(self.account.call("b2_hide_file", **hide), 400, "no_such_file")
        self.uploaded("file")
        self.account.ok("b2_hide_file", **hide)
        self.refused(self.account.call("b2_hide_file", **hide), 400, "already_hidden")

    def test_deleting_the_newest_version_shows_the_one_before(self):
        self.uploaded("file", b"old")
        newest = self.uploaded("file", b"new")
        self.assertEqual(self.account.download_by_name(self.bucket_name, "file").body, b"new")
        self.account.ok("b2_delete_file_version", fileId=newest, fileName="file")
        self.assertEqual(self.account.download_by_name(self.bucket_name, "file").body, b"old")


class CopyTest(SimulatorTest):
    def test_copy_is_read_by_its_own_id_from_its_bucket(self):
        other = self.make_bucket(self.bucket_name + "-other")["bucketId"]
        source = self.account.upload(self.bucket, "file", b"0123456789", X_Bz_Info_a="b").json["fileId"]
        copy = self.account.ok(
            "b2_copy_file", sourceFileId=source, fileName="copy", destinationBucketId=other, range="bytes=2-4"
        )
        self.assertEqual((copy["contentSha1"], copy["fileInfo"]), (sha1(b"234"), {"a": "b"}))
        self.assertEqual(self.account.download(copy["fileId"]).body, b"234")
        self.assertEqual(self.account.download_by_name(self.bucket_name + "-other", "copy").body, b"234")

    def test_metadata_may_be_replaced(self):
        copy = self.account.ok(
            "b2_copy_file",
            sourceFileId=self.uploaded("file"),
            fileName="copy",
            metadataDirective="REPLACE",
            contentType="image/png",
            fileInfo={"c": "d"},
        )
        self.assertEqual((copy["contentType"], copy["fileInfo"]), ("image/png", {"c": "d"}))


class ManyThreadsTest(SimulatorTest):
    def test_uploads_of_many_threads_are_all_kept(self):
        def work(worker):
            url = self.account.ok("b2_get_upload_url", bucketId=self.bucket)
            for number in range(20):
                upload(url, f"{worker}/{number}")

        workers = [threading.Thread(target=work, args=(worker,)) for worker in range(8)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        names = self.name_list(maxFileCount=1000)
        self.assertEqual(len(names), 160)
        self.assertEqual(names, sorted(names))
