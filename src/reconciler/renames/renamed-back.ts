import { ticketPath } from '../../model/ticket-key.ts';
import type { Observation } from '../observation.ts';
import type { Finding } from '../plan.ts';

/** Why a file that has another name than its ticket's is written under that name, as data of its action. */
export const NOT_ITS_NAME = 'not its name';

/** What is told to whoever renamed a ticket's file. */
export function renamedBack({ misnamed, path }: Observation, key: string): readonly Finding[] {
  if (misnamed?.kind !== 'renamed') return [];
  const to = ticketPath(key);
  const rule = `${path} is ${key}: put back under its name`;
  return [{ ref: 'file', verdict: 'put-back', base: to, git: path, jira: to, desired: to, rule }];
}
