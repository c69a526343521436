# What the launchers of test servers written in Python share. A launcher sources this file and then sets
#   server         its own name without .sh: of its lock file and of what it keeps in the cache folder
#   title          the server's name in messages
#   health         a path that answers once the server is ready
#   options        what "run" and "start" take behind the port, for the usage message
#   python_wanted  the Python it needs, in words, and python_check, the same as a Python expression
# defines pythons (prints commands to try, one a line), serve PORT [OPTIONS] (execs the server) and, if it wants,
# announce PORT LOG (what start prints) and ended LOG (fails where the server ended at once), and ends with: main "$@"

here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/spillway
wait_seconds=90

fail() {
    echo "$server.sh: $*" >&2
    exit 1
}

find_python() {
    { echo "${SPILLWAY_PYTHON:-}"; pythons; } | while read -r python; do
        [ -n "$python" ] || continue
        if "$python" -c "import sys, venv, ensurepip; sys.exit(not ($python_check))" 2>/dev/null; then
            echo "$python"
            break
        fi
    done
}

# The folder's name is the lock's hash, and the mark in it is made last, so a broken install is never taken for one.
install() {
    [ -e "$venv/complete" ] && return
    mkdir -p "$cache"
    exec 9> "$venv.lock"
    flock 9
    if [ ! -e "$venv/complete" ]; then
        python=$(find_python)
        [ -n "$python" ] || fail "found no $python_wanted (looked at SPILLWAY_PYTHON, PATH and pyenv's versions);" \
            "install one, for instance by 'pyenv install 3.13', or name it in SPILLWAY_PYTHON"
        echo "installing $title into $venv (once, about a minute)" >&2
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
    serve "$@"
}

answers() {
    "$venv/bin/python" -c 'import sys, urllib.request
urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}{sys.argv[2]}", timeout=2)' "$1" "$health" 2>/dev/null
}

announce() {
    echo "http://127.0.0.1:$1"
}

ended() {
    fail "$title ended at once; see $1"
}

start() {
    case $1 in
        *[1-9]*) ;;
        *) fail "start needs a port other than 0: it could not tell which one the server took" ;;
    esac
    install
    mkdir -p "$cache/$server-run"
    log=$cache/$server-run/$1.log
    file=$cache/$server-run/$1.pid
    answers "$1" && fail "something answers at http://127.0.0.1:$1 already; take another port or stop it"
    # The log may hold keys, so it is made anew for its owner alone.
    rm -f "$log" "$file"
    (umask 077 && : > "$log" && : > "$file")
    "$0" run "$@" > "$log" 2>&1 < /dev/null &
    pid=$!
    echo "$pid" > "$file"
    waited=0
    until answers "$1"; do
        kill -0 "$pid" 2>/dev/null || { rm -f "$file"; ended "$log"; }
        waited=$((waited + 1))
        [ "$waited" -lt "$wait_seconds" ] || {
            rm -f "$file"
            kill "$pid" || true
            fail "no answer in $wait_seconds s; see $log"
        }
        sleep 1
    done
    announce "$1" "$log"
}

stop() {
    file=$cache/$server-run/$1.pid
    [ -e "$file" ] || fail "nothing was started at port $1"
    kill "$(cat "$file")" 2>/dev/null || true
    rm -f "$file"
}

port() {
    case ${1:-} in
        '' | *[!0-9]*) fail "name a port: $server.sh $command PORT" ;;
    esac
}

main() {
    lock=$here/$server.lock.txt
    venv=$cache/$server-$(sha256sum "$lock" | cut -c1-16)
    command=${1:-}
    [ $# -eq 0 ] || shift
    case $command in
        install) install && echo "$venv" ;;
        run | start | stop) port "${1:-}" && "$command" "$@" ;;
        *) fail "use: $server.sh install | run PORT$options | start PORT$options | stop PORT" ;;
    esac
}
