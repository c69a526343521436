"""Serves one simulated account: python -m b2_simulator PORT [OPTIONS]. Run by b2_simulator.sh."""

import argparse
import json

from parent_process import end_with_the_process_that_started_us

from .http_server import Server
from .simulator import Simulator


def _options():
    parser = argparse.ArgumentParser(prog="b2_simulator.sh run")
    parser.add_argument("port", type=int, help="0 takes a free one")
    parser.add_argument("--recommended-part-size", type=int, default=100_000_000, metavar="BYTES")
    parser.add_argument("--minimum-part-size", type=int, default=5_000_000, metavar="BYTES")
    parser.add_argument("--key-id", help="the master application key's id")
    parser.add_argument("--key", help="the master application key")
    parser.add_argument("--bucket", action="append", default=[], help="a private bucket to begin with; may be repeated")
    return parser.parse_args()


def _main():
    options = _options()
    end_with_the_process_that_started_us()
    server = Server(options.port)
    simulator = Simulator(
        server.url, options.key_id, options.key, options.recommended_part_size, options.minimum_part_size
    )
    for name in options.bucket:
        simulator.make_first_bucket(name)
    print(json.dumps({"url": server.url, "keyId": simulator.key_id, "key": simulator.key}), flush=True)
    server.serve(simulator)


if __name__ == "__main__":
    _main()
