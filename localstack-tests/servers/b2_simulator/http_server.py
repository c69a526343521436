"""The HTTP server: which URL is which call, and what the faults that tests ask for make of it."""

import sys
import threading
import time
import traceback
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from b2sdk.v2.exception import B2Error

from . import calls, content, faults, headers
from .call_names import CLASS_OF_CALL, DOWNLOADS, UPLOADS
from .connection import Connection, Dropped
from .door import Door
from .errors import ServiceError, bad_request, not_found, of_b2sdk
from .faults import Faults
from .parameters import Parameters
from .simulator import SharedUploadUrl
from .statistics import DROPPED, Statistics

_API = "/b2api/v2/"
_FILES = "/file/"
_DOOR = "/simulator/"


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port):
        super().__init__(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.lock = threading.Lock()
        self.faults = Faults()
        self.statistics = Statistics()

    def serve(self, simulator):
        self.simulator = simulator
        self.door = Door(simulator, self.lock, self.faults, self.statistics)
        self.serve_forever()

    def handle_error(self, request, client_address):
        # A client that goes away is no error of the server.
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


@dataclass
class Request:
    call: str
    place: str
    query: dict
    token: str | None
    name: str | None = None
    parameters: Parameters | None = None


class Handler(Connection):
    def do_GET(self):
        self._serve()

    do_HEAD = do_POST = do_DELETE = do_GET

    def _serve(self):
        self._call = None
        try:
            self._answer_or_refuse()
        except OSError:
            # The connection's end, be it by a fault, the client or for idling: nothing else here does input or output.
            self._count(DROPPED)
            self.cut()

    def _answer_or_refuse(self):
        try:
            self.begin_request()
            self._route()
        except ServiceError as error:
            self._refuse(error)
        except B2Error as error:
            self._refuse(of_b2sdk(error))
        except OSError:
            raise
        except Exception:
            traceback.print_exc()
            self._refuse(ServiceError(500, "internal_error", "the simulator failed; see its output"))

    def _route(self):
        try:
            url = urlsplit(self.path)
        except ValueError as error:
            raise bad_request(f"Invalid URL: {error}") from error
        query = dict(parse_qsl(url.query, keep_blank_values=True))
        if url.path.startswith(_DOOR):
            given = query or (self.read_json() if self.command == "POST" else {})
            self.send_json(200, self.server.door.answer(self.command, url.path[len(_DOOR) :], given))
        elif url.path.startswith(_FILES):
            self._serve_call(self._request("b2_download_file_by_name", url.path[len(_FILES) :], query))
        elif url.path.startswith(_API):
            call, _, place = url.path[len(_API) :].partition("/")
            self._serve_call(self._request(call, place, query))
        else:
            raise not_found(f"no such path: {url.path}")

    def _request(self, call, place, query):
        if call not in CLASS_OF_CALL:
            raise bad_request(f"the simulator has no call {call}")
        self._call = call
        allowed = ("POST",) if call in UPLOADS else ("GET", "HEAD") if call in DOWNLOADS else ("POST", "GET")
        if self.command not in allowed:
            raise ServiceError(405, "method_not_allowed", f"{call} takes {' and '.join(allowed)}")
        token = self.headers.get("Authorization") or query.pop("Authorization", None)
        request = Request(call, place, query, token)
        if call in calls.JSON_CALLS:
            request.parameters = Parameters(query if self.command == "GET" else self.read_json())
        if self.server.faults.wanted(call):
            request.name = self._name(request)
        return request

    def _name(self, request):
        """The name, or the prefix, that the request is about, as far as it has one."""
        if request.call == "b2_upload_file":
            return unquote_plus(self.headers.get("X-Bz-File-Name", ""))
        if request.call == "b2_download_file_by_name":
            return unquote_plus(request.place.partition("/")[2])
        if request.call == "b2_upload_part":
            return self._name_of(request.place.partition("/")[0])
        if request.call == "b2_download_file_by_id":
            return self._name_of(request.query.get("fileId"))
        asked = request.parameters
        named = (asked.any(field, None) for field in ("fileName", "prefix", "namePrefix", "fileNamePrefix"))
        name = next((value for value in named if isinstance(value, str)), None)
        return name if name is not None else self._name_of(asked.text("fileId", None))

    def _name_of(self, file_id):
        with self.server.lock:
            return self.server.simulator.name_of(file_id)

    def _serve_call(self, request):
        fault = self.server.faults.take(request.call, request.name)
        if fault.expire_token:
            with self.server.lock:
                self.server.simulator.expire(request.token)
        if fault.delay_millis:
            time.sleep(fault.delay_millis / 1000)
        if fault.drop == faults.BEFORE:
            raise Dropped
        if fault.answer:
            raise fault.answer
        if request.call in UPLOADS:
            self._upload(request, fault)
        elif request.call in DOWNLOADS:
            self._download(request, fault)
        else:
            with self.server.lock:
                result = calls.JSON_CALLS[request.call](self.server.simulator, request.token, request.parameters)
            self._answer(result, fault)

    # Answers

    def _count(self, status):
        # Before the answer is sent: who has it may ask for the statistics at once.
        if self._call:
            self.server.statistics.answered(self._call, status)
            self._call = None

    def _answer(self, result, fault):
        if fault.drop == faults.AFTER:
            raise Dropped
        self._count(200)
        self.send_json(200, result)

    def _refuse(self, error):
        self._count(error.status)
        self.send_service_error(error)

    # Uploads

    def _upload(self, request, fault):
        upload_url = self._begin_upload(request)
        try:
            result = self._receive(request, upload_url, fault)
        finally:
            self.server.statistics.upload_ends()
            with self.server.lock:
                self.server.simulator.end_upload(upload_url)
        self._answer(result, fault)

    def _begin_upload(self, request):
        try:
            with self.server.lock:
                upload_url = self.server.simulator.begin_upload(request.place, request.token)
        except SharedUploadUrl:
            self.server.statistics.upload_url_shared()
            raise
        self.server.statistics.upload_begins()
        return upload_url

    def _receive(self, request, upload_url, fault):
        length = self.upload_length()
        simulator = self.server.simulator
        if request.call == "b2_upload_file":
            named = headers.of_file(self.headers)
        else:
            number = headers.part_number(self.headers)
        claimed = headers.claimed_sha1(self.headers, length)
        if fault.drop == faults.MIDDLE:
            self.discard(length // 2)
            raise Dropped
        received, digits = content.receive(self.read_into, length, claimed == headers.HEX_DIGITS_AT_END)
        self.server.statistics.received(len(received))
        sha1 = headers.verified_sha1(claimed, digits, received)
        with self.server.lock:
            if request.call == "b2_upload_file":
                return simulator.store_file(upload_url, *named, sha1, received)
            return simulator.store_part(upload_url, number, sha1, received)

    # Downloads

    def _download(self, request, fault):
        file = self._file_to_download(request)
        status, sent_headers, start, end = headers.of_download(file, self.headers.get("Range"), request.query)
        if fault.drop == faults.AFTER:
            raise Dropped
        if fault.short and end > start:
            end -= 1
        length = end - start
        pieces = self._pieces(file.data_bytes, start, end, fault)
        if fault.drop == faults.MIDDLE:
            self.send_content(status, sent_headers, length, pieces)
            raise Dropped
        self._count(status)
        self.server.statistics.sent(length if self.command == "GET" else 0)
        self.send_content(status, sent_headers, length, pieces)

    def _pieces(self, data, start, end, fault):
        if self.command == "HEAD":
            return ()
        if fault.drop == faults.MIDDLE:
            return data.slices(start, start + (end - start) // 2)
        return _corrupted(data.slices(start, end)) if fault.corrupt else data.slices(start, end)

    def _file_to_download(self, request):
        with self.server.lock:
            if request.call == "b2_download_file_by_id":
                return self.server.simulator.download_by_id(request.token, request.query.get("fileId"))
            bucket, _, name = request.place.partition("/")
            return self.server.simulator.download_by_name(request.token, bucket, unquote_plus(name))


def _corrupted(pieces):
    """The pieces with the first byte of the first flipped."""
    for number, piece in enumerate(pieces):
        if number == 0:
            piece = bytearray(piece)
            piece[0] ^= 0xFF
        yield piece
