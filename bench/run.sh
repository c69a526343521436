#!/usr/bin/env bash
# Measures the packaged appliance on this machine: bench/target/measurements.md for people, .csv for machines.
#   bench/run.sh [--rounds N] [--seconds S] [--only sizes,many,large,idle,tier] [--objects N] [--large SIZE]
# "bench/run.sh --help" names every option. It builds what is missing, listens on loopback only and stops by itself.
#   BENCH_WORK   the folder on the disk to measure (default bench/target/work)
#   JAVA_HOME    the JDK 25, where several are installed
set -euo pipefail
cd "$(dirname "$0")/.."

find_java() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [ -x "$home/bin/java" ] && grep -q '^JAVA_VERSION="25' "$home/release" 2>/dev/null; then
      echo "$home/bin/java"
      return
    fi
  done
  echo "bench: no JDK 25 found; set JAVA_HOME to one" >&2
  exit 3
}

java=$(find_java)
if ! compgen -G "appliance/target/spillway/lib/appliance-*.jar" >/dev/null || ! compgen -G "bench/target/bench-*.jar" >/dev/null; then
  echo "bench: building first; a few minutes" >&2
  ./mvnw -B -ntp -q -pl appliance,bench -am package -DskipTests -Dspotless.check.skip >&2
fi

exec "$java" -XX:+UseSerialGC -Xmx128m -XX:MaxDirectMemorySize=256m -cp "bench/target/*:bench/target/lib/*" \
  io.spillway.bench.Bench measure --launcher ./spillway --work "${BENCH_WORK:-bench/target/work}" \
  --report bench/target/measurements --command "bench/run.sh $*" \
  --label "$(git describe --always --dirty 2>/dev/null || echo unknown)" "$@"
