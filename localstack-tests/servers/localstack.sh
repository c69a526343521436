#!/bin/sh
# LocalStack on this machine, without Docker, for the tests and for `./spillway demo --cloud localstack`.
#   localstack.sh install      makes the Python environment (once per lock file) and prints its folder
#   localstack.sh run PORT     serves http://127.0.0.1:PORT in the foreground until SIGTERM, or until its standard
#                              input ends where that is a pipe
#   localstack.sh start PORT   serves in the background and returns when it answers
#   localstack.sh stop PORT    ends what start began
# LocalStack keeps nothing: with the process all its buckets are gone.
set -eu
. "$(dirname "$0")/python_server.sh"

server=localstack
title=LocalStack
health=/_localstack/health
options=
# LocalStack 4.14 needs exactly Python 3.13: on 3.11 it answers its health check and fails every S3 call.
python_wanted='Python 3.13'
python_check='sys.version_info[:2] == (3, 13)'

pythons() {
    printf '%s\n' python3.13 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13.*/bin/python3.13 \
        /opt/pyenv/versions/3.13.*/bin/python3.13 /usr/local/bin/python3.13 python3
}

serve() {
    home=$cache/localstack-run/$1
    rm -rf "$home"
    mkdir -p "$home"
    exec env -i SPILLWAY_LOCALSTACK_DIR="$home" PATH="$venv/bin:/usr/bin:/bin" HOME="$home" TMPDIR="$home" \
        LANG=C.UTF-8 GATEWAY_LISTEN="127.0.0.1:$1" SERVICES=s3,ec2,sts,iam,sns,sqs \
        DISABLE_EVENTS=1 SKIP_SSL_CERT_DOWNLOAD=1 \
        DNS_ADDRESS=0 OVERRIDE_IN_DOCKER=0 LOCALSTACK_VOLUME_DIR="$home" FILESYSTEM_ROOT="$home" \
        GATEWAY_SERVER=twisted "$venv/bin/python" "$here/localstack_server.py"
}

main "$@"
