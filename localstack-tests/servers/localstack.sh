#!/bin/sh
# LocalStack on this machine, without Docker, for the tests and for `./spillway demo --cloud localstack`.
#   localstack.sh install      makes the Python environment (once per lock file) and prints its folder
#   localstack.sh run PORT     serves http://127.0.0.1:PORT in the foreground until SIGTERM, or until its standard
#                              input ends where that is a pipe
#   localstack.sh start PORT   serves in the background and returns when it answers
#   localstack.sh stop PORT    ends what start began
# LocalStack keeps nothing: with the process all its buckets are gone.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
lock=$here/localstack.lock.txt
cache=${XDG_CACHE_HOME:-$HOME/.cache}/spillway
venv=$cache/localstack-$(sha256sum "$lock" | cut -c1-16)
wait_seconds=90

fail() {
    echo "localstack.sh: $*" >&2
    exit 1
}

# LocalStack 4.14 needs exactly Python 3.13: on 3.11 it answers its health check and fails every S3 call.
find_python() {
    for python in "${SPILLWAY_PYTHON:-}" python3.13 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13.*/bin/python3.13 \
        /opt/pyenv/versions/3.13.*/bin/python3.13 /usr/local/bin/python3.13 python3; do
        [ -n "$python" ] || continue
        if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    fail "found no Python 3.13 (looked at SPILLWAY_PYTHON, PATH and pyenv's versions);" \
        "install one, for instance by 'pyenv install 3.13', or name it in SPILLWAY_PYTHON"
}

# The folder's name is the lock's hash, and the mark in it is made last, so a broken install is never taken for one.
install() {
    [ -e "$venv/complete" ] && return
    mkdir -p "$cache"
    exec 9> "$venv.lock"
    flock 9
    if [ ! -e "$venv/complete" ]; then
        python=$(find_python)
        echo "installing LocalStack into $venv (once, about a minute)" >&2
        rm -rf "$venv"
        "$python" -m venv "$venv"
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes \
            -r "$lock" >&2 || fail "the packages of $lock could not be installed; see pip's message above"
        touch "$venv/complete"
    fi
    exec 9>&-
}

run() {
    install
    home=$cache/localstack-run/$1
    rm -rf "$home"
    mkdir -p "$home"
    exec env -i SPILLWAY_LOCALSTACK_DIR="$home" PATH="$venv/bin:/usr/bin:/bin" HOME="$home" TMPDIR="$home" LANG=C.UTF-8 \
        GATEWAY_LISTEN="127.0.0.1:$1" SERVICES=s3,ec2,sts,iam,sns,sqs DISABLE_EVENTS=1 SKIP_SSL_CERT_DOWNLOAD=1 \
        DNS_ADDRESS=0 OVERRIDE_IN_DOCKER=0 LOCALSTACK_VOLUME_DIR="$home" FILESYSTEM_ROOT="$home" \
        GATEWAY_SERVER=twisted "$venv/bin/python" "$here/localstack_server.py"
}

answers() {
    "$venv/bin/python" -c 'import sys, urllib.request
urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/_localstack/health", timeout=2)' "$1" 2>/dev/null
}

start() {
    install
    mkdir -p "$cache/localstack-run"
    log=$cache/localstack-run/$1.log
    answers "$1" && fail "something answers at http://127.0.0.1:$1 already; take another port or stop it"
    "$0" run "$1" > "$log" 2>&1 < /dev/null &
    pid=$!
    echo "$pid" > "$cache/localstack-run/$1.pid"
    waited=0
    until answers "$1"; do
        kill -0 "$pid" 2>/dev/null || fail "LocalStack ended at once; see $log"
        waited=$((waited + 1))
        [ "$waited" -lt "$wait_seconds" ] || { kill "$pid"; fail "no answer in $wait_seconds s; see $log"; }
        sleep 1
    done
    echo "http://127.0.0.1:$1"
}

stop() {
    file=$cache/localstack-run/$1.pid
    [ -e "$file" ] || fail "nothing was started at port $1"
    kill "$(cat "$file")" 2>/dev/null || true
    rm -f "$file"
}

port() {
    case ${1:-} in
        '' | *[!0-9]*) fail "name a port: localstack.sh $command PORT" ;;
    esac
}

command=${1:-}
case $command in
    install) install && echo "$venv" ;;
    run | start | stop) port "${2:-}" && "$command" "$2" ;;
    *) fail "use: localstack.sh install | run PORT | start PORT | stop PORT" ;;
esac
