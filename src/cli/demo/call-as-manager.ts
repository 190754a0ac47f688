import { z } from 'zod';
import { failedError } from '../cli-error.ts';
import type { Demo } from './start-demo.ts';
import { loginOf } from './start-jira.ts';

const ISSUE = z.object({
  fields: z.object({
    summary: z.string(),
    labels: z.array(z.string()),
    status: z.object({ name: z.string() }),
    description: z.string().nullish(),
  }),
});

export type DemoIssue = z.infer<typeof ISSUE>;

/** A request of the manager to the demo's Jira, as curl would send it; answers the issue as it is then. */
export async function callAsManager(
  { jira }: Pick<Demo, 'jira'>,
  method: 'GET' | 'PUT',
  key: string,
  body?: unknown,
): Promise<DemoIssue> {
  const login = Buffer.from(`${loginOf(jira, 'maria')}:maria`).toString('base64');
  const headers = { Authorization: `Basic ${login}`, 'Content-Type': 'application/json' };
  const url = `${jira.url}/rest/api/2/issue/${key}`;
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  if (!response.ok) throw failedError(`Jira answered ${response.status} to ${method} ${url}`);
  return method === 'GET' ? ISSUE.parse(await response.json()) : callAsManager({ jira }, 'GET', key);
}
