import { resolve } from 'node:path';
import { readSecretFile } from './secret-file.ts';

/** API keys have a file of their own kind, with hashes: `TRACT_API_KEYS_FILE`. */
const SECRETS = ['JIRA_PASSWORD', 'JIRA_TOKEN', 'TRACT_REMOTE_TOKEN', 'TRACT_WEBHOOK_SECRET'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The secrets that stand in files, each under the name it would have in the environment, and what is wrong with these
 * files. `NAME_FILE` instead of `NAME` keeps a secret out of what shows the environment of a service, such as
 * `docker inspect`. The first line is the secret.
 */
export async function readSecretVariables(
  env: Environment,
  cwd: string,
): Promise<{ readonly values: Readonly<Record<string, string>>; readonly problems: readonly string[] }> {
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of SECRETS) {
    const path = env[`${name}_FILE`];
    if (path === undefined) continue;
    const file = await readSecretFile(resolve(cwd, path));
    const line = file.kind === 'text' ? (file.text.split(/\r?\n/)[0] ?? '') : '';
    if (env[name] !== undefined) problems.push(`${name}_FILE: give either it or ${name}, not both`);
    else if (file.kind === 'problem') problems.push(`${name}_FILE ${file.problem}`);
    else if (line === '') problems.push(`${name}_FILE names ${path}, whose first line is empty`);
    else values[name] = line;
  }
  return { values, problems };
}
