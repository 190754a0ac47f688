import { parsePeople } from '../../model/people-file.ts';
import { createProject } from '../../reconciler/create-project.ts';
import { openClient } from '../../reconciler/jira/client.ts';
import { getServerInfo } from '../../reconciler/jira/client-site.ts';
import { member } from '../../reconciler/jira/raw.ts';
import { readBranchFiles } from '../branch-files.ts';
import type { ServeConfig } from '../config/serve-config.ts';
import { jiraSideOptions } from '../jira-side-options.ts';
import { USERS_PATH } from '../onboard/project-files.ts';
import { inspectTokens } from './inspect-tokens.ts';
import type { TokenFinding } from './token-finding.ts';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Looks at the tokens of a service's configuration, but for those that are in `refused`, with people as its repository has them. Nothing is written. Throws a
 * Failure where Jira or the repository cannot be read now.
 */
export async function inspectConfiguredTokens(
  config: ServeConfig,
  nowMs: number,
  refused: Map<string, TokenFinding> = new Map(),
): Promise<readonly TokenFinding[]> {
  const users = (await readBranchFiles(config, [USERS_PATH])).get(USERS_PATH) ?? '';
  let flavor: 'cloud' | 'server' = config.jira.flavor === 'cloud' ? 'cloud' : 'server';
  const project = createProject(config.project, () => flavor);
  project.load({ config: null, users });
  const options = jiraSideOptions(config, project, { log: SILENT, onRequest: () => {} });
  const client = openClient({ ...options, fields: () => [], url: new URL(config.jira.url) });
  try {
    if (config.jira.flavor === 'auto') {
      const { body } = await getServerInfo(client);
      flavor = member(body, 'deploymentType') === 'Cloud' ? 'cloud' : 'server';
    }
    const { people } = parsePeople(users);
    return await inspectTokens({ client, flavor, config, people, book: project.people, nowMs, refused });
  } finally {
    await client.close();
  }
}
