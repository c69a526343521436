"""What HTTP cannot show: that bytes are held once."""

import unittest

from b2_simulator.content import PIECE_BYTES, Content
from b2_simulator.simulator import Simulator


class ContentTest(unittest.TestCase):
    def test_large_file_shares_the_bytes_of_its_parts_and_lets_the_parts_go(self):
        simulator = Simulator("http://b2", "id", "key", 100, 1)
        token = simulator.authorize_account(None, "id", "key")["authorizationToken"]
        bucket_id = simulator.make_bucket(token, simulator.account_id, "bucket", "allPrivate", {}, [], [], None)[
            "bucketId"
        ]
        file = simulator.insert_file(
            simulator.bucket(bucket_id), "large", "text/plain", "none", {}, None, action="start"
        )
        place, upload_token = simulator.make_upload_url(token, bucket_id, file.file_id)
        upload_url = simulator.begin_upload(place, upload_token)
        pieces = [bytearray(b"one"), bytearray(b"two")]
        for number, piece in enumerate(pieces, 1):
            simulator.store_part(upload_url, number, str(number) * 40, Content([piece], str(number) * 40))
        simulator.finish_file(token, file.file_id, ["1" * 40, "2" * 40])
        self.assertEqual(file.parts, {})
        views = list(file.data_bytes.slices(0, 6))
        self.assertEqual([view.obj for view in views], pieces)
        self.assertTrue(all(view.obj is piece for view, piece in zip(views, pieces)))

    def test_slices_are_small_and_cover_any_range(self):
        data = bytes(range(256)) * (3 * PIECE_BYTES // 256 + 1)
        content = Content([data[:100], data[100:PIECE_BYTES], b"", data[PIECE_BYTES:]], "none")
        for start, end in ((0, len(data)), (99, 101), (50, PIECE_BYTES + 50), (7, 7), (len(data) - 1, len(data))):
            slices = list(content.slices(start, end))
            self.assertEqual(b"".join(slices), data[start:end])
            self.assertTrue(all(0 < len(piece) <= PIECE_BYTES for piece in slices))
