"""A server for all the tests of a run, and a client that hides nothing of the protocol."""

import atexit
import base64
import functools
import hashlib
import http.client
import itertools
import json
import subprocess
import sys
import unittest
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus, urlencode, urlsplit

MINIMUM_PART = 1000
_numbers = itertools.count()


@functools.cache
def server():
    """The simulator's ready line. It ends with this process, whose end of the pipe is its standard input."""
    process = subprocess.Popen(
        [sys.executable, "-m", "b2_simulator", "0", "--minimum-part-size", str(MINIMUM_PART)],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    atexit.register(_end, process)
    return json.loads(process.stdout.readline())


def _end(process):
    process.stdin.close()
    process.wait(10)
    process.stdout.close()


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def error(self):
        """Status and code of an error."""
        assert self.json["status"] == self.status and self.json["message"] is not None
        return self.status, self.json["code"]


def connect():
    return http.client.HTTPConnection(urlsplit(server()["url"]).netloc, timeout=20)


def request(method, url, body=None, headers=None):
    connection = connect()
    try:
        connection.request(method, url, body, headers or {})
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def answer_to(head, body=b""):
    """What is answered to a request with these lines as its head, which http.client might not send."""
    connection = connect()
    connection.connect()
    connection.sock.sendall(head.encode("latin-1") + b"\r\n\r\n" + body)
    response = http.client.HTTPResponse(connection.sock)
    try:
        response.begin()
        return Answer(response.status, response.headers, response.read())
    finally:
        response.close()
        connection.close()


def door(method, path, value=None):
    return request(method, "/simulator/" + path, None if value is None else json.dumps(value))


def sha1(data):
    return hashlib.sha1(data).hexdigest()


class Account:
    """A key's authorization and the calls with it."""

    def __init__(self, key_id=None, key=None):
        given = f"{key_id or server()['keyId']}:{key or server()['key']}"
        self.basic = "Basic " + base64.b64encode(given.encode()).decode()
        answer = self.call("b2_authorize_account", token=self.basic)
        assert answer.status == 200, answer.body
        self.authorization = answer.json
        self.token = self.authorization["authorizationToken"]
        self.account_id = self.authorization["accountId"]

    def call(self, name, token=None, **parameters):
        return request(
            "POST", "/b2api/v2/" + name, json.dumps(parameters), {"Authorization": token or self.token}
        )

    def ok(self, name, **parameters):
        answer = self.call(name, **parameters)
        assert answer.status == 200, answer.body
        return answer.json

    def account_call(self, name, **parameters):
        return self.call(name, accountId=self.account_id, **parameters)

    def limited_to(self, capabilities, **limits):
        created = self.account_call("b2_create_key", capabilities=capabilities, keyName="limited", **limits)
        assert created.status == 200, created.body
        return Account(created.json["applicationKeyId"], created.json["applicationKey"])

    def upload(self, bucket_id, name, data=b"data", **headers):
        return upload(self.ok("b2_get_upload_url", bucketId=bucket_id), name, data, **headers)

    def download(self, file_id, method="GET", token=None, **headers):
        return request(
            method,
            "/b2api/v2/b2_download_file_by_id?" + urlencode({"fileId": file_id}),
            headers={"Authorization": token or self.token, **headers},
        )

    def download_by_name(self, bucket, name, method="GET", token=None, query="", **headers):
        return request(
            method, f"/file/{bucket}/{quote(name)}{query}", headers={"Authorization": token or self.token, **headers}
        )


def upload(url, name, data=b"data", **headers):
    return _send(url, {"X-Bz-File-Name": quote_plus(name, "/"), "Content-Type": "text/plain"}, data, headers)


def upload_part(url, number, data, **headers):
    return _send(url, {"X-Bz-Part-Number": str(number)}, data, headers)


def _send(url, own, data, headers):
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = {"Authorization": url["authorizationToken"], "X-Bz-Content-Sha1": sha1(data), **own, **given}
    return request("POST", urlsplit(url["uploadUrl"]).path, data, sent)


class SimulatorTest(unittest.TestCase):
    """Every test has an authorization and a bucket of its own, and finds no faults of the one before."""

    def setUp(self):
        door("DELETE", "faults")
        door("DELETE", "statistics")
        self.account = Account()
        self.bucket_name = f"test-bucket-{next(_numbers)}"
        self.bucket = self.make_bucket(self.bucket_name)["bucketId"]

    def make_bucket(self, name, **settings):
        answer = self.account.account_call("b2_create_bucket", bucketName=name, bucketType="allPrivate", **settings)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json

    def uploaded(self, name, data=b"data", bucket=None):
        answer = self.account.upload(bucket or self.bucket, name, data)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json["fileId"]

    def begun_upload(self, url):
        """A connection on which the first half of b"data" is being uploaded."""
        connection = connect()
        connection.putrequest("POST", urlsplit(url["uploadUrl"]).path)
        for name, value in {
            "Authorization": url["authorizationToken"],
            "X-Bz-File-Name": "first",
            "Content-Type": "text/plain",
            "X-Bz-Content-Sha1": sha1(b"data"),
            "Content-Length": "4",
        }.items():
            connection.putheader(name, value)
        connection.endheaders(b"da")
        self.await_in_statistics(lambda statistics: statistics["mostUploadsAtOnce"])
        return connection

    def await_in_statistics(self, wanted):
        for _ in range(10_000):
            if wanted(door("GET", "statistics").json):
                return
        self.fail("the statistics do not come to what is wanted")

    def started(self, name="large", **settings):
        return self.account.ok(
            "b2_start_large_file", bucketId=self.bucket, fileName=name, contentType="text/plain", **settings
        )["fileId"]

    def large_file_of(self, parts, name="large"):
        """A large file with these parts uploaded, not finished."""
        file_id = self.started(name)
        url = self.account.ok("b2_get_upload_part_url", fileId=file_id)
        for number, part in enumerate(parts, 1):
            self.assertEqual(upload_part(url, number, part).status, 200)
        return file_id

    def finish(self, file_id, parts):
        return self.account.call("b2_finish_large_file", fileId=file_id, partSha1Array=[sha1(part) for part in parts])

    def version_list(self, **parameters):
        listing = self.account.ok("b2_list_file_versions", bucketId=self.bucket, **parameters)
        return [(file["action"], file["fileName"]) for file in listing["files"]]

    def name_list(self, **parameters):
        listing = self.account.ok("b2_list_file_names", bucketId=self.bucket, **parameters)
        return [file["fileName"] for file in listing["files"]]

    def refused(self, answer, status, code):
        self.assertEqual(answer.error, (status, code), answer.body)
