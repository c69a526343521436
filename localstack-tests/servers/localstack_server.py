"""Starts LocalStack in this process, with two of its faults mended. Run by localstack.sh, in LocalStack's own venv."""

import atexit
import os
import shutil
import sys

from parent_process import end_with_the_process_that_started_us


def bind_to_loopback_unless_told_otherwise():
    # LocalStack's twisted server drops the host of GATEWAY_LISTEN and would listen on every interface.
    from twisted.internet import endpoints

    listen = endpoints.TCP4ServerEndpoint.__init__

    def listen_on_loopback(self, reactor, port, backlog=50, interface="127.0.0.1"):
        listen(self, reactor, port, backlog, interface or "127.0.0.1")

    endpoints.TCP4ServerEndpoint.__init__ = listen_on_loopback


def match_checksum_trailers_by_their_whole_name():
    # LocalStack looks for each algorithm as a part of the trailer's name and so takes crc32c for crc32 as well.
    from localstack.services.s3 import provider, utils

    by_trailer = {
        "x-amz-checksum-crc32": "CRC32",
        "x-amz-checksum-crc32c": "CRC32C",
        "x-amz-checksum-crc64nvme": "CRC64NVME",
        "x-amz-checksum-sha1": "SHA1",
        "x-amz-checksum-sha256": "SHA256",
    }

    def algorithm_of(trailing_headers):
        names = [name.strip().lower() for name in trailing_headers.split(",")]
        found = [by_trailer[name] for name in names if name in by_trailer]
        return found[0] if found else None

    # The provider has taken the function by name, so both places hold it.
    for module in (utils, provider):
        if not hasattr(module, "get_s3_checksum_algorithm_from_trailing_headers"):
            sys.exit("this LocalStack is not the one that localstack.lock.txt names: a function to mend is missing")
        module.get_s3_checksum_algorithm_from_trailing_headers = algorithm_of


if __name__ == "__main__":
    # LocalStack keeps nothing over a restart, so what it has put down is of no use to anybody.
    atexit.register(shutil.rmtree, os.environ["SPILLWAY_LOCALSTACK_DIR"], ignore_errors=True)
    end_with_the_process_that_started_us()
    bind_to_loopback_unless_told_otherwise()
    match_checksum_trailers_by_their_whole_name()
    from localstack.runtime.main import main

    sys.exit(main())
