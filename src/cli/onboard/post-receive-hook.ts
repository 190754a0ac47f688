import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installHook } from '../../reconciler/git/repository-init.ts';
import { LOCK_NAME } from '../serve/repository-lock.ts';

const MARK = '# Installed by `tract onboard`';
const WAIT_SECONDS = 30;
/** Whoever pushes does not wait for a machine that cannot be reached. */
const CONNECT_SECONDS = 5;
/** What the service grants at most. */
const LONGEST_WAIT_SECONDS = 300;

/** `foreign`: a hook of somebody else is there, and stays. */
export type HookOutcome = 'installed' | 'unchanged' | 'foreign';

/** Puts the post-receive hook into the bare repository. */
export async function installPostReceive(repository: string): Promise<HookOutcome> {
  const hook = postReceiveHook(process.execPath);
  const there = await readFile(join(repository, 'hooks', 'post-receive'), 'utf8').catch(() => null);
  if (there === hook) return 'unchanged';
  if (there !== null && !there.includes(MARK)) return 'foreign';
  await installHook(repository, 'post-receive', hook);
  return 'installed';
}

/**
 * A hook in portable sh: the lock of the daemon says where it listens and which branch it syncs. It never fails, so a
 * push succeeds whether or not the daemon runs. How many seconds it waits for the outcome is `git config tract.wait` of the
 * bare repository. Where the daemon is not on the machine to which people push, `tract.server` there is its address and
 * `tract.keyFile` a file with an API key; the key stays out of the list of processes, which wget could not do. `node` serves
 * where there is nothing else.
 */
export function postReceiveHook(node: string): string {
  return `#!/bin/sh
${MARK}: tells the sync service about a push, and prints what came of it.
# A push always succeeds. What the service is not told, it finds by itself.
lock="\${GIT_DIR:-.}/${LOCK_NAME}"
url=$(git config --get tract.server 2>/dev/null) || url=$(sed -n 's/^url=//p' "$lock" 2>/dev/null)
keyfile=$(git config --get tract.keyfile 2>/dev/null)
branch=$(sed -n 's/^branch=//p' "$lock" 2>/dev/null)
wait=$(git config --get tract.wait 2>/dev/null)
case $wait in '' | 0* | *[!0-9]* | ????*) wait=${WAIT_SECONDS} ;; esac
[ "$wait" -le ${LONGEST_WAIT_SECONDS} ] || wait=${LONGEST_WAIT_SECONDS}
later='! The sync service does not run: this push is synced as soon as it does.'

# The service is on this machine or beside it: a proxy has no business here.
unset http_proxy HTTP_PROXY https_proxy HTTPS_PROXY all_proxy ALL_PROXY

pushed=
while read -r old new ref; do
  if [ -z "$branch" ] || [ "$ref" = "$branch" ]; then pushed="old=$old&new=$new"; fi
done
[ -n "$pushed" ] || exit 0

header() {
  [ -z "$keyfile" ] || sed -n '1s/["\\\\]/\\\\&/g; 1s/.*/header = "Authorization: Bearer &"/p' "$keyfile"
}

ask() {
  if command -v curl >/dev/null 2>&1; then
    header | curl -K - -fsS --connect-timeout ${CONNECT_SECONDS} --max-time $((wait + 10)) -X POST -H 'Accept: text/plain' "$1"
  elif [ -z "$keyfile" ] && command -v wget >/dev/null 2>&1; then
    wget -q -O - -T $((wait + 10)) --header 'Accept: text/plain' --post-data '' "$1"
  else
    ${quoted(node)} -e 'const [url, file] = process.argv.slice(1);
      const key = file && require("fs").readFileSync(file, "utf8").split(/[\\r\\n]/)[0];
      const headers = { accept: "text/plain", ...(key && { authorization: "Bearer " + key }) };
      fetch(url, { method: "POST", headers })
        .then(async (answer) => process.stdout.write(answer.ok ? await answer.text() : process.exit(1)))
        .catch(() => process.exit(1))' "$1" "$keyfile"
  fi
}

[ -n "$url" ] && ask "$url/webhook/git?wait=$wait&$pushed" 2>/dev/null || echo "$later"
exit 0
`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
