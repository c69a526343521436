"""Connections that end before the answer: each is a dropped call, and no failure of the simulator."""

import socket
import struct
import threading
import unittest

from b2_simulator.http_server import Handler, Server
from b2_simulator.simulator import Simulator

from .client import SimulatorTest, door, upload


class ClientsThatGoTest(SimulatorTest):
    def test_closed_connection_is_a_dropped_call(self):
        self.drop(lambda connection: None)

    def test_reset_connection_is_a_dropped_call(self):
        at_once = struct.pack("ii", 1, 0)
        self.drop(lambda connection: connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once))

    def drop(self, prepare):
        url = self.account.ok("b2_get_upload_url", bucketId=self.bucket)
        connection = self.begun_upload(url)
        prepare(connection)
        connection.close()
        self.await_in_statistics(lambda statistics: "b2_upload_file" in statistics["calls"])
        self.assertEqual(door("GET", "statistics").json["calls"]["b2_upload_file"]["dropped"], 1)
        self.assertEqual(upload(url, "other").status, 200)


class Impatient(Handler):
    timeout = 0.2


class ClientsThatIdleTest(unittest.TestCase):
    def setUp(self):
        self.server = Server(0)
        self.server.RequestHandlerClass = Impatient
        self.simulator = Simulator(self.server.url, "id", "key", 100, 10)
        self.simulator.make_first_bucket("test-bucket")
        serving = threading.Thread(target=self.server.serve, args=(self.simulator,))
        serving.start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(serving.join)
        self.addCleanup(self.server.shutdown)

    def test_upload_that_idles_is_a_dropped_call_without_an_answer(self):
        bucket = self.simulator.bucket_name_to_bucket["test-bucket"].bucket_id
        account_token = self.simulator.authorize_account_flat("id", "key")["authorizationToken"]
        place, token = self.simulator.make_upload_url(account_token, bucket)
        with socket.create_connection(self.server.server_address, timeout=20) as connection:
            connection.sendall(
                f"POST /b2api/v2/b2_upload_file/{place} HTTP/1.1\r\nAuthorization: {token}\r\nX-Bz-File-Name: f\r\n"
                "Content-Type: text/plain\r\nX-Bz-Content-Sha1: do_not_verify\r\nContent-Length: 4\r\n\r\nda".encode()
            )
            self.assertEqual(connection.recv(1000), b"")
        self.assertEqual(self.server.statistics.as_json()["calls"]["b2_upload_file"]["dropped"], 1)
