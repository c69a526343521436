"""Listings of names, versions and unfinished large files."""

from .client import SimulatorTest, connect, sha1, urlsplit


class ListingsTest(SimulatorTest):
    def pages(self, call, **parameters):
        """All pages of a listing, by its own continuation."""
        pages, following = [], {}
        while following is not None:
            listing = self.account.ok(call, bucketId=self.bucket, **{**parameters, **following})
            pages.append([file["fileName"] for file in listing["files"]])
            fields = {field.replace("next", "start"): listing[field] for field in listing if field.startswith("next")}
            given = {field: value for field, value in fields.items() if value is not None}
            following = given or None
        return pages

    def test_names_are_ordered_by_their_bytes(self):
        # UTF-16 would put the second before the first.
        names = ["z", "\uff5e", "\U0001f600"]
        for name in reversed(names):
            self.uploaded(name)
        self.assertEqual(self.name_list(), names)

    def test_versions_are_ordered_newest_first(self):
        ids = [self.uploaded("file") for _ in range(5)]
        listing = self.account.ok("b2_list_file_versions", bucketId=self.bucket)
        self.assertEqual([file["fileId"] for file in listing["files"]], ids[::-1])

    def test_there_is_no_page_behind_a_full_last_one(self):
        for number in range(4):
            self.uploaded(f"file-{number}")
        for call in ("b2_list_file_names", "b2_list_file_versions"):
            self.assertEqual(self.pages(call, maxFileCount=2), [["file-0", "file-1"], ["file-2", "file-3"]])
            self.assertEqual(self.pages(call, maxFileCount=3), [["file-0", "file-1", "file-2"], ["file-3"]])

    def test_versions_continue_within_a_name(self):
        for _ in range(5):
            self.uploaded("file")
        self.uploaded("later")
        pages = self.pages("b2_list_file_versions", maxFileCount=2)
        self.assertEqual(pages, [["file"] * 2, ["file"] * 2, ["file", "later"]])

    def test_listing_starts_at_an_id_that_was_deleted_since(self):
        ids = [self.uploaded("file") for _ in range(4)]
        self.account.ok("b2_delete_file_version", fileId=ids[2], fileName="file")
        listing = self.account.ok(
            "b2_list_file_versions", bucketId=self.bucket, startFileName="file", startFileId=ids[2]
        )
        self.assertEqual([file["fileId"] for file in listing["files"]], [ids[1], ids[0]])

    def test_start_id_must_be_one_that_was_given_out(self):
        file_id = self.uploaded("file")
        digit = "0" if file_id[-1] == "1" else "1"
        for start in ("nonsense", file_id[:-1] + digit):
            for call, more in (
                ("b2_list_file_versions", {"startFileName": "file"}),
                ("b2_list_unfinished_large_files", {}),
            ):
                answer = self.account.call(call, bucketId=self.bucket, startFileId=start, **more)
                self.refused(answer, 400, "bad_request")

    def test_start_id_needs_a_start_name(self):
        answer = self.account.call("b2_list_file_versions", bucketId=self.bucket, startFileId=self.uploaded("file"))
        self.refused(answer, 400, "bad_request")

    def test_prefix_and_start_name(self):
        for name in ("a", "b/1", "b/2", "c"):
            self.uploaded(name)
        self.assertEqual(self.name_list(prefix="b/"), ["b/1", "b/2"])
        self.assertEqual(self.name_list(prefix="b/", startFileName="b/2"), ["b/2"])
        self.assertEqual(self.name_list(startFileName="b/11"), ["b/2", "c"])

    def test_delimiter_makes_folders(self):
        for name in ("a", "b/1", "b/2", "b/c/3", "d"):
            self.uploaded(name)
        expected = [("upload", "a"), ("folder", "b/"), ("upload", "d")]
        self.assertEqual(self.version_list(delimiter="/"), expected)
        self.assertEqual(self.name_list(delimiter="/"), ["a", "b/", "d"])
        self.assertEqual(self.name_list(delimiter="/", prefix="b/"), ["b/1", "b/2", "b/c/"])
        for call in ("b2_list_file_names", "b2_list_file_versions"):
            self.assertEqual(self.pages(call, maxFileCount=1, delimiter="/"), [["a"], ["b/"], ["d"]])

    def test_folder_of_hidden_files_is_no_name(self):
        self.uploaded("b/1")
        self.account.ok("b2_hide_file", bucketId=self.bucket, fileName="b/1")
        self.assertEqual(self.name_list(delimiter="/"), [])
        self.assertEqual(self.version_list(delimiter="/"), [("folder", "b/")])

    def test_counts_are_bounded(self):
        for call, most in (
            ("b2_list_file_names", 10_000),
            ("b2_list_file_versions", 10_000),
            ("b2_list_unfinished_large_files", 100),
        ):
            self.assertEqual(self.account.call(call, bucketId=self.bucket, maxFileCount=most).status, 200)
            answer = self.account.call(call, bucketId=self.bucket, maxFileCount=most + 1)
            self.refused(answer, 400, "bad_request")

    def test_unfinished_files_are_versions_and_no_names(self):
        self.uploaded("large", b"small")
        self.started("large")
        self.assertEqual(self.version_list(), [("start", "large"), ("upload", "large")])
        self.assertEqual(self.name_list(), ["large"])
        self.assertEqual(self.account.download_by_name(self.bucket_name, "large").body, b"small")

    def test_unfinished_files_are_listed_oldest_first(self):
        ids = [self.started(name) for name in ("z/1", "a/1", "z/2", "z/3")]
        call = "b2_list_unfinished_large_files"
        listing = self.account.ok(call, bucketId=self.bucket)
        self.assertEqual([file["fileId"] for file in listing["files"]], ids)
        self.assertEqual({file["action"] for file in listing["files"]}, {"start"})
        self.assertEqual(listing["nextFileId"], None)
        self.assertEqual(self.pages(call, maxFileCount=2), [["z/1", "a/1"], ["z/2", "z/3"]])
        self.assertEqual(self.pages(call, namePrefix="z/"), [["z/1", "z/2", "z/3"]])
        self.assertEqual(self.pages(call, startFileId=ids[2]), [["z/2", "z/3"]])
        self.account.ok("b2_cancel_large_file", fileId=ids[2])
        self.assertEqual(self.pages(call, startFileId=ids[2]), [["z/3"]])

    def test_there_may_be_more_files_than_b2sdk_counts(self):
        # b2sdk's simulator stops at 4,999 files of a bucket.
        connection = connect()
        url = self.account.ok("b2_get_upload_url", bucketId=self.bucket)
        headers = {
            "Authorization": url["authorizationToken"],
            "Content-Type": "text/plain",
            "X-Bz-Content-Sha1": sha1(b""),
        }
        for number in range(5001):
            named = {**headers, "X-Bz-File-Name": f"{number:05}"}
            connection.request("POST", urlsplit(url["uploadUrl"]).path, b"", named)
            response = connection.getresponse()
            self.assertEqual(response.status, 200)
            response.read()
        connection.close()
        self.assertEqual(len(self.name_list(maxFileCount=10_000)), 5001)
