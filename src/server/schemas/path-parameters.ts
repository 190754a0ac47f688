import { z } from 'zod';
import { isTicketKey, projectOf } from '../../model/ticket-key.ts';
import type { ProjectKeys } from '../../reconciler/engine.ts';
import { Problem } from '../problem.ts';

export const NO_PARAMETERS = z.object({});

/** What a caller adds to an address that takes nothing is none of our business: monitors do that. */
export const ANY_QUERY = z.looseObject({});

export const NO_QUERY = z.strictObject({});

export const NO_BODY = z.unknown();

export const TICKET_PARAMETER = z.object({
  issue: z
    .string()
    .refine(isTicketKey, { error: 'must be the key of a ticket, such as APP-123' })
    .meta({ description: 'Key of a ticket of this project', example: 'APP-123' }),
});

export const PROJECT_PARAMETER = z.object({
  project: z
    .string()
    .refine((key) => isTicketKey(`${key}-1`), { error: 'must be the key of a project, such as APP' })
    .meta({ description: 'Key of the project of this server', example: 'APP' }),
});

/** A name as time entries carry it; it is compared and nothing else. */
export const AUTHOR_PARAMETER = z.object({
  author: z
    .string()
    .min(1)
    .max(120)
    .regex(/^\P{Cc}*$/u, { error: 'must be the name of a person, such as john.doe' })
    .meta({ description: 'Whose time entries', example: 'john.doe' }),
});

/** 404 for a ticket or project that this server does not keep. `params` have passed their schema. */
export function expectOwn(params: unknown, { key, formerKeys }: ProjectKeys): void {
  const { issue = null, project: named = null } = NAMED.parse(params);
  const of = issue === null ? named : projectOf(issue);
  if (of === null || of === key || formerKeys.includes(of)) return;
  throw new Problem(404, `${issue ?? of} is not found here: this server keeps the project ${key}`);
}

/** Who asks for a ticket or a project by a key of before Jira renamed the project means the present one. */
export function inPresentKeys<P extends Readonly<Record<string, unknown>>>(
  params: P,
  { key, formerKeys }: ProjectKeys,
): P {
  const { issue, project } = params;
  const isFormer = (of: unknown) => typeof of === 'string' && formerKeys.includes(of);
  if (typeof issue === 'string' && isTicketKey(issue) && isFormer(projectOf(issue))) {
    return { ...params, issue: `${key}${issue.slice(projectOf(issue).length)}` };
  }
  return isFormer(project) ? { ...params, project: key } : params;
}

const NAMED = z.object({ issue: z.string().optional(), project: z.string().optional() });
