#!/usr/bin/env bash
# Measures the packaged appliance on this machine and writes a table in Markdown.
#   bench/run.sh [--rounds N] [--seconds S] [--objects N] [--stream SIZE] [--report FILE]
# Other options of "bench matrix" pass through; "bench/run.sh --help" names them all.
# JAVA_HOME names the JDK 25; BENCH_WORK the folder on the disk to measure (default bench/target/work);
# BENCH_JVM_OPTIONS the appliance's flags. Build first: ./mvnw -B package -DskipTests
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
  echo "no JDK 25 found; set JAVA_HOME to one" >&2
  exit 3
}

java=$(find_java)
lib=appliance/target/spillway/lib
generator=(bench/target/bench-*.jar)
if [ ! -d "$lib" ] || [ ! -f "${generator[0]}" ]; then
  echo "the build is missing ($lib, bench/target); run ./mvnw -B package -DskipTests first" >&2
  exit 3
fi

# What the launcher sets on a machine of 2 GiB.
read -r -a flags <<<"${BENCH_JVM_OPTIONS:--XX:+UseSerialGC -Xms64m -Xmx512m -XX:MaxDirectMemorySize=512m -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow}"
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
options=()
for flag in "${flags[@]}"; do
  options+=("--jvm-option=$flag")
done

exec "$java" -XX:+UseSerialGC -Xmx128m -XX:MaxDirectMemorySize=256m \
  -cp "${generator[0]}:bench/target/lib/*" io.spillway.bench.Bench matrix \
  --lib "$lib" --work "${BENCH_WORK:-bench/target/work}" --report bench/target/measurements.md \
  --version-label "$(git rev-parse --short HEAD 2>/dev/null || echo unknown)" "${options[@]}" "$@"
