"""A simulator of Backblaze B2's native API (v2) in memory, over the simulator of Backblaze's own b2sdk.

http_server puts HTTP before calls, which map B2's URLs, headers and JSON to simulator; simulator and bucket are b2sdk's
RawSimulator and BucketSimulator with what these get wrong mended by Backblaze's documentation. door is not B2's: under
/simulator/ it lets tests make faults, expire tokens, run lifecycle rules and read statistics.
"""
