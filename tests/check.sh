#!/usr/bin/env bash
# Installs what the tests need, builds everything, runs every check and every test, and ends in "N passed, N failed".
#   tests/check.sh                 all of it
#   tests/check.sh --no-e2e        without the browser journeys
#   tests/check.sh --only NAME     one test project (Core.Tests, Web.Tests ... or e2e), after the build
# CONFIGURATION=Release checks that configuration instead of Debug, which is what `dotnet run` starts.
# shellcheck disable=SC2317 # The checks are called by name.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2

configuration=${CONFIGURATION:-Debug}
only='' with_e2e=yes
while [ $# -gt 0 ]; do
  case $1 in
    --no-e2e) with_e2e=no ;;
    --only) only=${2:?--only needs the name of a test project}; shift ;;
    -h | --help) sed -n '2,6s/^# \?//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "unknown option $1, see --help" >&2; exit 2 ;;
  esac
  shift
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_UI_LANGUAGE=en NO_COLOR=1
# Short lives: what is learnt for a second, better compilation is not used any more.
export DOTNET_TieredPGO=0
export MSBUILDDISABLENODEREUSE=1 npm_config_update_notifier=false npm_config_fund=false npm_config_audit=false
exec </dev/null

logs=$(mktemp -d "${TMPDIR:-/tmp}/musicweb-check.XXXXXX") scratch=''
trap 'rm -rf "$logs" ${scratch:+"$scratch"}' EXIT
passed=0 failed=0 skipped=0 started=$SECONDS

finish() {
  printf '\n%s in all\n' "$(duration $((SECONDS - started)))"
  if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

duration() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }

report() { printf '%-34s %6s   %s\n' "$1" "$(duration "$2")" "$3"; }

# A step is silent while it works and counts as one check; what it said is shown when it fails.
step() {
  local name=$1 from=$SECONDS; shift
  if "$@" >"$logs/step" 2>&1; then
    passed=$((passed + 1)); report "$name" $((SECONDS - from)) ok; return 0
  fi
  failed=$((failed + 1)); report "$name" $((SECONDS - from)) FAILED
  tail -n 80 "$logs/step" | sed 's/^/    /'
  return 1
}

has() { command -v "$1" >/dev/null 2>&1; }
has_chromium() { [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || has_headless; }
has_headless() { [ -x "${CHROMIUM:-/usr/bin/chromium-headless-shell}" ]; }
has_postgres() { has initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
# By its file: `ldconfig` is not on everybody's path, and `grep -q` behind a pipe ends it early, which pipefail takes for a failure.
has_sqlite() { compgen -G '/usr/lib/*/libsqlite3.so.0' >/dev/null || compgen -G '/usr/lib*/libsqlite3.so.0' >/dev/null; }

# Prints Debian's names of what is not there.
missing_packages() {
  has_postgres || echo postgresql
  has_sqlite || echo libsqlite3-0
  [ "$with_e2e" = no ] || has_chromium || echo chromium-headless-shell fonts-liberation
}

missing_extras() {
  has ffmpeg || echo ffmpeg
  has flac || echo flac
  [ "$with_e2e" = no ] || has_headless || ! has_chromium || echo chromium-headless-shell # A quarter less to compute than Chromium.
}

tools() {
  local wanted optional complaint=0
  wanted=$(missing_packages | xargs) optional=$(missing_extras | xargs)
  if [ -n "$wanted$optional" ] && has apt-get; then
    if [ "$(id -u)" -eq 0 ]; then
      export DEBIAN_FRONTEND=noninteractive
      apt-get update -qq || true
      # shellcheck disable=SC2086
      [ -z "$wanted" ] || apt-get install -y -qq --no-install-recommends $wanted || true
      # shellcheck disable=SC2086
      [ -z "$optional" ] || apt-get install -y -qq --no-install-recommends $optional || true
    fi
    wanted=$(missing_packages | xargs) optional=$(missing_extras | xargs)
  fi
  if [ -n "$wanted" ]; then
    echo "Missing: $wanted. Install with: sudo apt-get install -y $wanted $optional"
    complaint=1
  fi
  if [ -n "$optional" ]; then echo "Not there: $optional. Without ffmpeg and flac some sound checks are skipped, without chromium-headless-shell the journeys take longer." | tee "$logs/notes"; fi
  if has dotnet && [ ! -w "${DOTNET_CLI_HOME:-${HOME:-}}" ]; then
    echo "The home directory ${HOME:-} cannot be written, where dotnet and npm keep packages: set HOME to a folder of this user."
    complaint=1
  elif ! has dotnet || ! dotnet --version >/dev/null 2>&1; then
    echo "Missing: the .NET SDK 10.0.100 or newer. See https://dotnet.microsoft.com/download/dotnet/10.0"
    complaint=1
  fi
  if ! has node || [ "$(node -p 'Number(process.versions.node.split(".")[0])')" -lt 20 ] || ! has npm; then
    echo "Missing: Node.js 20 or newer with npm (found: node $(node --version 2>/dev/null || echo none), npm $(npm --version 2>/dev/null || echo none)). See https://nodejs.org"
    complaint=1
  fi
  return "$complaint"
}

tree() { if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then git status --porcelain; fi; }

is_clean() { tree >"$logs/tree.after"; diff "$logs/tree.before" "$logs/tree.after"; }

# Blanks, and the order of imports, which comes with whatever rule of style is asked for; analyzers and style are the build's business.
formatting() {
  local check=(--no-restore --verify-no-changes --exclude src/MusicWeb.Core/Data/Migrations) blanks order=0
  dotnet format whitespace MusicWeb.sln "${check[@]}" &
  blanks=$!
  dotnet format style MusicWeb.sln "${check[@]}" --diagnostics IDE0055 || order=$?
  wait "$blanks" && return "$order"
}

# Thousands of small databases and songs come and go: in memory, where there is plenty, no disk has to keep up with them.
use_memory() {
  local free
  [ -z "${TMPDIR:-}" ] && free=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1) && [ "${free:-0}" -gt 4000000 ] || return 0
  scratch=$(mktemp -d /dev/shm/musicweb-check.XXXXXX) || return 0
  chmod 755 "$scratch" # A PostgreSQL of root's runs as another user.
  export TMPDIR=$scratch
}

migrations() {
  dotnet tool restore &&
    dotnet ef migrations has-pending-model-changes -c "$1" -p src/MusicWeb.Core -s eng/DbTool --no-build --configuration "$configuration"
}

# Runs one test program and adds up what it counted; a program that ends without counting is a failed check.
run_tests() {
  local folder=$1 limit=$2 name from=$SECONDS code=0 numbers
  name=$(basename "$folder")
  local program="$folder/bin/$configuration/net10.0/$3.dll" result="$logs/$name.xml"
  FIGURES="$logs/$name.figures" timeout --kill-after=30 "$limit" dotnet "$program" -noLogo -noColor -xml "$result" >"$logs/$name.log" 2>&1 || code=$?
  if [ ! -s "$result" ]; then
    failed=$((failed + 1)); report "$name" $((SECONDS - from)) "FAILED, no result (exit code $code, limit ${limit}s)"
    tail -n 80 "$logs/$name.log" | sed 's/^/    /'
    return
  fi
  count() { grep -o "<assembly [^>]*" "$result" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ n += $1 } END { print n + 0 }'; }
  local good bad left
  good=$(count passed) bad=$(($(count failed) + $(count errors))) left=$(($(count skipped) + $(count not-run)))
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
  numbers="$good of $((good + bad)) passed"
  [ "$left" -eq 0 ] || numbers="$numbers, $left skipped"
  report "$name" $((SECONDS - from)) "$numbers"
  [ ! -s "$logs/$name.figures" ] || sed 's/^/    /' "$logs/$name.figures"
  grep -E '^ *• ' "$logs/$name.log" | head -n 20 || true
  if [ "$bad" -gt 0 ]; then grep -vE '^ *(Discover|Starting|Finished)' "$logs/$name.log" | tail -n 200 | sed 's/^/    /'; fi
}

tree >"$logs/tree.before"
step 'tools' tools || finish
[ ! -s "$logs/notes" ] || sed 's/^/    /' "$logs/notes"
step 'restore' dotnet restore MusicWeb.sln || finish
step "build ($configuration)" dotnet build MusicWeb.sln --no-restore --nologo -c "$configuration" -v quiet -clp:NoSummary || finish

if [ -z "$only" ]; then
  step 'format' formatting
  step 'migrations, SQLite' migrations SqliteDb
  step 'migrations, PostgreSQL' migrations PostgresDb
fi

use_memory
ran=no
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  if [ -z "$only" ] || [ "$only" = "$name" ]; then run_tests "tests/$name" 900 "$name"; ran=yes; fi
done
if [ "$with_e2e" = yes ] && { [ -z "$only" ] || [ "$only" = e2e ]; }; then run_tests e2e 1200 e2e; ran=yes; fi
if [ "$ran" = no ]; then echo "there is no test project $only" >&2; failed=$((failed + 1)); fi

step 'the tree is as it was' is_clean
finish
