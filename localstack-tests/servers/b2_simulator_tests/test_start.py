"""How the simulator is started: its options, and the script around it."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SERVERS = Path(__file__).parent.parent


class OptionsTest(unittest.TestCase):
    def test_wrong_options_end_with_one_line_that_names_them(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            wrong = {
                (port,): port,
                ("80000",): "80000",
                ("0", "--minimum-part-size", "-5"): "-5",
                ("0", "--bucket", "b2-reserved"): "b2-reserved",
            }
            runs = {options: _python("-m", "b2_simulator", *options) for options in wrong}
            for options, run in runs.items():
                with self.subTest(options):
                    output, error = run.communicate(timeout=60)
                    self.assertEqual((run.returncode, output), (2, ""))
                    self.assertRegex(error, r"^b2_simulator.sh: [^\n]*\n$")
                    self.assertIn(wrong[options], error)


def _python(*arguments):
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, *arguments], cwd=SERVERS, text=True, stdout=pipe, stderr=pipe)


class ScriptTest(unittest.TestCase):
    """With a cache folder of its own, in which the Python environment of these tests is the installed one."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.cache = Path(folder.name, "spillway")
        self.cache.mkdir()
        (self.cache / Path(sys.prefix).name).symlink_to(sys.prefix)
        self.environment = {**os.environ, "XDG_CACHE_HOME": folder.name}
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = str(free.getsockname()[1])

    def script(self, *arguments):
        # Not over pipes, which the server would keep open.
        with tempfile.TemporaryFile("w+") as output:
            run = subprocess.run(
                [SERVERS / "b2_simulator.sh", *arguments],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                timeout=120,
            )
            output.seek(0)
            return run.returncode, output.read()

    def kept(self, end):
        return self.cache / "b2_simulator-run" / (self.port + end)

    def test_start_keeps_its_output_for_the_owner_until_stop(self):
        code, output = self.script("start", self.port)
        self.addCleanup(self.script, "stop", self.port)
        self.assertEqual(code, 0, output)
        self.assertEqual(json.loads(output)["url"], f"http://127.0.0.1:{self.port}")
        for end in (".log", ".pid"):
            self.assertEqual(self.kept(end).stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.script("stop", self.port), (0, ""))
        self.assertFalse(self.kept(".pid").exists())

    def test_failed_start_tells_the_reason_and_leaves_no_process_id(self):
        code, output = self.script("start", self.port, "--bucket", "b2-reserved")
        self.assertEqual((code, output.count("\n")), (1, 1), output)
        self.assertIn("b2-reserved", output)
        self.assertFalse(self.kept(".pid").exists())

    def test_start_takes_no_port_that_could_not_be_known(self):
        code, output = self.script("start", "0")
        self.assertEqual((code, output.count("\n")), (1, 1), output)
        self.assertIn("port other than 0", output)
