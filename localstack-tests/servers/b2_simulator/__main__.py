"""Serves one simulated account: python -m b2_simulator PORT [OPTIONS]. Run by b2_simulator.sh."""

import argparse
import json

from parent_process import end_with_the_process_that_started_us

from .errors import ServiceError
from .http_server import Server
from .parameters import whole_number
from .simulator import Simulator


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        """One line, which start shows as its own."""
        self.exit(2, f"{self.prog}: {message}\n")


def _bytes(text):
    number = whole_number(text)
    if not number:
        raise argparse.ArgumentTypeError(f"{text} is no number of bytes from 1")
    return number


def _parser():
    parser = _Parser(prog="b2_simulator.sh")
    parser.add_argument("port", type=int, help="0 takes a free one")
    parser.add_argument("--recommended-part-size", type=_bytes, default=100_000_000, metavar="BYTES")
    parser.add_argument("--minimum-part-size", type=_bytes, default=5_000_000, metavar="BYTES")
    parser.add_argument("--key-id", help="the master application key's id")
    parser.add_argument("--key", help="the master application key")
    parser.add_argument("--bucket", action="append", default=[], help="a private bucket to begin with; may be repeated")
    return parser


def _main():
    parser = _parser()
    options = parser.parse_args()
    end_with_the_process_that_started_us()
    try:
        server = Server(options.port)
    except (OSError, OverflowError) as error:
        parser.error(f"cannot serve at port {options.port}: {getattr(error, 'strerror', None) or error}")
    simulator = Simulator(
        server.url, options.key_id, options.key, options.recommended_part_size, options.minimum_part_size
    )
    for name in options.bucket:
        try:
            simulator.make_first_bucket(name)
        except ServiceError as error:
            parser.error(f"cannot make the bucket {name}: {error.message}")
    print(json.dumps({"url": server.url, "keyId": simulator.key_id, "key": simulator.key}), flush=True)
    server.serve(simulator)


if __name__ == "__main__":
    _main()
