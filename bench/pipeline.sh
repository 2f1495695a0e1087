#!/usr/bin/env bash
# The whole pipeline on a generated acquisition: seconds per stage, wall time, peak memory.
# Usage: bench/pipeline.sh [PEOPLE]   (700000 people are about 1,000,000 source records, 2,000,000 purchases, 300,000 facts)
set -euo pipefail
cd "$(dirname "$0")/.."
people=${1:-700000}
dir=bench/data/acquisition-$people
goldpan="node dist/cli/main.js"
npm run -s build
[ -d "$dir" ] || /usr/bin/time -f "sample: %e s, %M KiB" $goldpan sample "$dir" --people "$people" --seed 1
rm -rf "$dir/.goldpan" "$dir/goldpan-out" "$dir/goldpan.yaml"
/usr/bin/time -f "init: %e s wall, %M KiB peak" $goldpan init "$dir" >/dev/null
/usr/bin/time -f "run: %e s wall, %U s user, %M KiB peak" $goldpan run "$dir" --as-of 2026-06-30 --json >"$dir.json" 2>"$dir.log" || { tail -5 "$dir.log"; exit 1; }
tail -1 "$dir.log"
node -e '
  const { stages } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))
  for (const s of stages) console.log(s.stage.padEnd(9), s.seconds.toFixed(1).padStart(7) + " s ", JSON.stringify(s.summary.counts))
' "$dir.json"
$goldpan evaluate --clusters "$dir/goldpan-out/membership.csv" --truth "$dir/truth/truth.csv"
