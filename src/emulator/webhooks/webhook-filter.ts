import { JiraError } from '../jira-error.ts';
import { compileJql } from '../jql/compile-jql.ts';
import { parseJql } from '../jql/parse-jql.ts';
import type { Issue } from '../world/issue.ts';
import type { World } from '../world/world.ts';
import type { WorldEvent } from '../world/world-event.ts';
import type { Webhook } from './webhook-registry.ts';

/** Whether the JQL of a webhook lets an event through. Events about links have no issue and always pass. */
export function passesFilter(world: World, webhook: Webhook, event: WorldEvent): boolean {
  const issue = issueOf(event);
  if (webhook.jql.trim() === '' || issue === null) return true;
  try {
    return compileJql(parseJql(webhook.jql).where, { world, caller: webhook.lastUpdatedBy })(issue);
  } catch (error) {
    if (error instanceof JiraError) return false;
    throw error;
  }
}

export function issueOf(event: WorldEvent): Issue | null {
  return 'issue' in event ? event.issue : null;
}
