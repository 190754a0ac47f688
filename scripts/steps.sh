# shellcheck shell=bash
# What scripts/check and scripts/test share: steps that all run even when one fails, and the sum at the end.
# Sourced from the root of the project.

export PATH="$PWD/node_modules/.bin:$PATH"
TRACT_TALLY="$(mktemp)"
export TRACT_TALLY
at_end=(remove_tally)
trap run_at_end EXIT
failed_steps=()

remove_tally() { rm -f "$TRACT_TALLY"; }

run_at_end() {
  local each
  for each in "${at_end[@]}"; do "$each"; done
}

in_ci() { [ "${CI:-}" = true ]; }

# Says that a part cannot run here. Continuous integration must run all of it.
leave_out() {
  if in_ci; then
    echo "error: $1" >&2
    exit 1
  fi
  echo "skipped: $1"
}

# The packages of package-lock.json, unless exactly these were installed already.
install_packages() {
  if [ node_modules/.package-lock.json -nt package-lock.json ]; then return; fi
  if [ -L node_modules ]; then
    # npm would empty the folder it leads to, which belongs to another checkout.
    echo 'error: node_modules is a link, and older than package-lock.json: run npm ci where it leads' >&2
    exit 1
  fi
  echo '== npm ci'
  npm ci --no-audit --no-fund --loglevel=error
}

# install_debian WHAT-FOR PACKAGE...
install_debian() {
  local purpose="$1" missing=() package
  shift
  for package in "$@"; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  if [ ${#missing[@]} = 0 ]; then return; fi
  if ! command -v apt-get >/dev/null; then
    leave_out "$purpose: needs the Debian packages ${missing[*]}, and this is no Debian"
  elif [ "$(id -u)" != 0 ]; then
    leave_out "$purpose: as root, run: apt-get install ${missing[*]}"
  else
    echo "== apt-get install ${missing[*]}"
    apt_get_install "${missing[@]}" || leave_out "$purpose: apt-get could not install ${missing[*]}"
  fi
}

apt_get_install() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

# step NAME COMMAND...
step() {
  local name="$1"
  shift
  echo "== $name"
  "$@" || failed_steps+=("$name")
}

# Every script of ours, the ones that others read in too.
check_shell() {
  # shellcheck disable=SC2046 # no name of ours has a space
  shellcheck -x $(grep -rlE --exclude-dir=node_modules '^#!.*[ /](ba)?sh$|^# shellcheck shell=' scripts .ci)
}

# Mocha ends by itself when nothing is left open; where nobody watches, a run that hangs is cut off.
run_tests() {
  local limit=() color=--no-color
  if in_ci; then limit=(timeout --kill-after=10s 40m); fi
  if [ -t 1 ]; then color=--color; fi
  ${limit[@]+"${limit[@]}"} mocha "$color" --reporter scripts/tally-reporter.ts "$@"
}

# Says what failed and, as the last line, the sum over all runs. Ends the script.
finish() {
  if in_ci && [ -d ../shared/data ] && grep -q '^skip ' "$TRACT_TALLY"; then
    sed -n 's/^skip /skipped: /p' "$TRACT_TALLY"
    failed_steps+=('no test may be skipped here')
  fi
  if [ ${#failed_steps[@]} != 0 ]; then
    printf 'failed: %s\n' "${failed_steps[@]}"
  fi
  awk '$1 == "run" { p += $2; f += $3; s += $4 } END { printf "%d passed, %d failed, %d skipped\n", p, f, s }' "$TRACT_TALLY"
  if [ ${#failed_steps[@]} = 0 ]; then exit 0; else exit 1; fi
}
