"""One HTTP connection: its bodies in and out. What the requests mean is http_server's."""

import json
import socket
from http.server import BaseHTTPRequestHandler

from . import strict_json
from .content import PIECE_BYTES
from .errors import ServiceError, bad_request
from .parameters import whole_number

MOST_JSON_BYTES = 16 << 20
MOST_UPLOAD_BYTES = 5_000_000_000 + 40
IDLE_SECONDS = 300
# What may still come after a refusal before the connection is closed all the same.
MOST_LINGERING_BYTES = 64 << 20
LINGERING_SECONDS = 2


class Dropped(ConnectionError):
    """The connection is to be closed without an answer, or the client has closed it."""


class Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "B2Simulator"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    timeout = IDLE_SECONDS

    def setup(self):
        super().setup()
        self._awaits_continue = False
        self._lingers = False

    def finish(self):
        super().finish()
        if self._lingers:
            self._linger()

    def _linger(self):
        # To close while the client still sends would reset the connection, and the answer would be lost.
        self.connection.shutdown(socket.SHUT_WR)
        self.connection.settimeout(LINGERING_SECONDS)
        left = MOST_LINGERING_BYTES
        while left > 0 and (piece := self.connection.recv(PIECE_BYTES)):
            left -= len(piece)

    def log_message(self, *_):
        # One line a request would be most of the server's work; the statistics tell what came.
        pass

    def handle_expect_100(self):
        # Sent when the body is read, so that a refused upload is answered before it is sent.
        self._awaits_continue = True
        return True

    def begin_request(self):
        lengths = self.headers.get_all("Content-Length", [])
        self._length_given = bool(lengths)
        self.unread = whole_number(lengths[0]) if len(lengths) == 1 else 0
        if self.unread is None or len(lengths) > 1 or "Transfer-Encoding" in self.headers:
            # Where the body ends is not known, and so neither where another request begins.
            self.unread = 0
            self.close_connection = True
            self._lingers = True
            raise bad_request("a body needs one Content-Length, a whole number, and no Transfer-Encoding")

    def upload_length(self):
        if not self._length_given:
            raise ServiceError(411, "length_required", "Content-Length is needed")
        if self.unread > MOST_UPLOAD_BYTES:
            raise bad_request("a file or part may have at most 5 GB")
        return self.unread

    def read_into(self, piece):
        self._continue()
        if self.rfile.readinto(piece) < len(piece):
            raise Dropped
        self.unread -= len(piece)

    def read_json(self):
        if self.unread > MOST_JSON_BYTES:
            raise bad_request("the request is too large")
        data = bytearray(self.unread)
        self.read_into(data)
        return strict_json.parse(data or b"{}")

    def discard(self, count):
        while count > 0:
            piece = bytearray(min(count, PIECE_BYTES))
            self.read_into(piece)
            count -= len(piece)

    def _continue(self):
        if self._awaits_continue:
            self._awaits_continue = False
            self.send_response_only(100)
            self.end_headers()
            self.wfile.flush()

    def send_json(self, status, value, headers=()):
        self._leave_no_body()
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json;charset=UTF-8")
        self.send_header("Cache-Control", "max-age=0, no-cache, no-store")
        for name, content in headers:
            self.send_header(name, content)
        self._end_headers_for(len(body))
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_service_error(self, error: ServiceError):
        retry = () if error.retry_after is None else (("Retry-After", str(error.retry_after)),)
        self.send_json(error.status, error.as_json(), retry)

    def _end_headers_for(self, length):
        self.send_header("Content-Length", str(length))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _leave_no_body(self):
        # A client that waits for "100 Continue" may or may not send its body now; only a new connection is safe.
        if self._awaits_continue:
            self.close_connection = True
            self._awaits_continue = False
        else:
            self.discard(self.unread)

    def send_content(self, status, headers, length, pieces):
        self._leave_no_body()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self._end_headers_for(length)
        for piece in pieces:
            self.wfile.write(piece)
        self.wfile.flush()

    def cut(self):
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
