#!/bin/sh
# A simulator of Backblaze B2 on this machine, for the tests and the demo; package b2_simulator says what it answers.
#   b2_simulator.sh install               makes the Python environment (once per lock file) and prints its folder
#   b2_simulator.sh run PORT [OPTIONS]    serves http://127.0.0.1:PORT in the foreground until SIGTERM, or until its
#                                         standard input ends where that is a pipe; when it is ready it prints one
#                                         line of JSON: {"url": ..., "keyId": ..., "key": ...}
#   b2_simulator.sh start PORT [OPTIONS]  serves in the background and returns with that line when it answers
#   b2_simulator.sh stop PORT             ends what start began
# OPTIONS: --recommended-part-size BYTES (100000000), --minimum-part-size BYTES (5000000), --key-id ID and --key KEY
# (the master key's, otherwise made anew), --bucket NAME (a private one to begin with). The simulator keeps nothing:
# with the process all its buckets are gone.
set -eu
. "$(dirname "$0")/python_server.sh"

server=b2_simulator
title='the B2 simulator'
health=/simulator/statistics
options=' [OPTIONS]'
python_wanted='Python 3.11 or newer'
python_check='sys.version_info >= (3, 11)'

pythons() {
    printf '%s\n' python3 python3.13 python3.12 python3.11 \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[1-9].*/bin/python3 /opt/pyenv/versions/3.1[1-9].*/bin/python3
}

# The package lies beside this script, where no compiled files are to appear.
serve() {
    exec env PYTHONPATH="$here" PYTHONPYCACHEPREFIX="$venv/pycache" "$venv/bin/python" -m b2_simulator "$@"
}

announce() {
    head -n 1 "$2"
}

# The last line is the reason: of what is wrong with the options it is the only one.
ended() {
    [ -s "$1" ] || fail "$title ended at once"
    tail -n 1 "$1" >&2
    exit 1
}

main "$@"
