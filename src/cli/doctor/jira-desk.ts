import { Failure } from '../../model/failure.ts';
import { BUILT_IN_FIELDS } from '../../model/field-table.ts';
import { createProject } from '../../reconciler/create-project.ts';
import { type JiraClient, openClient } from '../../reconciler/jira/client.ts';
import { getMyself, getProject, getServerInfo } from '../../reconciler/jira/client-site.ts';
import { type Reply, reading } from '../../reconciler/jira/exchange.ts';
import { DEFAULT_TIMEOUTS } from '../../reconciler/jira/options.ts';
import { getPermissions } from '../../reconciler/jira/permissions.ts';
import type { ServeConfig } from '../config/serve-config.ts';
import { jiraSideOptions } from '../jira-side-options.ts';

/** An answer of Jira, or why there is none. */
export type Answer =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'failure'; readonly failure: Failure };

/** Questions to Jira, each asked once however many checks want the answer. Nothing is written. */
export type JiraDesk = {
  readonly url: string;
  readonly project: string;
  readonly serverInfo: () => Promise<Answer>;
  readonly myself: () => Promise<Answer>;
  readonly projectSeen: () => Promise<Answer>;
  readonly permissions: () => Promise<Answer>;
  /** Only administrators of Jira may see them. */
  readonly webhooks: () => Promise<Answer>;
  close(): Promise<void>;
};

const TIMEOUTS = { ...DEFAULT_TIMEOUTS, headersMs: 20_000, totalMs: 30_000 };
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** Opens connections when the first question is asked. */
export function openJiraDesk(config: ServeConfig): JiraDesk {
  const project = createProject(config.project, config.jira.flavor === 'cloud' ? 'cloud' : 'server');
  const options = jiraSideOptions(config, project, { log: SILENT, onRequest: () => {} });
  const client = openClient({
    ...options,
    fields: () => BUILT_IN_FIELDS,
    timeouts: TIMEOUTS,
    url: new URL(config.jira.url),
  });
  const answers = new Map<string, Promise<Answer>>();
  const ask = (name: string, question: (client: JiraClient) => Promise<Reply>): Promise<Answer> => {
    const answer = answers.get(name) ?? answerOf(question(client));
    answers.set(name, answer);
    return answer;
  };
  return {
    url: config.jira.url,
    project: config.project,
    serverInfo: () => ask('serverInfo', getServerInfo),
    myself: () => ask('myself', getMyself),
    projectSeen: () => ask('project', (asked) => getProject(asked, config.project)),
    permissions: () => ask('permissions', (asked) => getPermissions(asked, config.project)),
    webhooks: () => ask('webhooks', getWebhooks),
    close: () => client.close(),
  };
}

async function answerOf(question: Promise<Reply>): Promise<Answer> {
  try {
    return { kind: 'reply', reply: await question };
  } catch (error) {
    if (error instanceof Failure) return { kind: 'failure', failure: error };
    throw error;
  }
}

async function getWebhooks(client: JiraClient): Promise<Reply> {
  return client.send(reading('GET /webhook'), (api) => api.listWebhooks());
}
