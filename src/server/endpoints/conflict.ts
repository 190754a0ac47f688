import { explainFinding } from '../../reconciler/explain.ts';
import type { ResolveOutcome } from '../../reconciler/resolve/resolve-request.ts';
import { json } from '../answers.ts';
import { type Answer, endpoint } from '../endpoint.ts';
import { Problem, unavailable } from '../problem.ts';
import { RESOLVE_REQUEST, RESOLVED } from '../schemas/conflict.ts';
import { NO_QUERY, TICKET_PARAMETER } from '../schemas/path-parameters.ts';

/** `POST /conflicts/{issue}`: settles what both sides changed, as a person decided. */
export const conflict = endpoint({
  method: 'post',
  path: '/conflicts/{issue}',
  summary: 'Resolve a conflict',
  access: { kind: 'key', right: 'write', local: false },
  params: TICKET_PARAMETER,
  query: NO_QUERY,
  body: { form: 'json', schema: () => RESOLVE_REQUEST },
  responses: { 200: { description: 'It is decided, and on both sides unless `pending`', schema: RESOLVED } },
  problems: {
    404: 'Nobody knows the ticket, or nothing of it is in conflict',
    409: 'Either side says something else by now; nothing was decided',
    422: "The field cannot have the value, and nothing was decided; or it was decided and Jira refuses it, in Jira's words",
    503: 'Jira is away, and nothing was decided',
  },
  answer: async ({ params: { issue }, body }, { engine }) => {
    const { field = null, take, value = null, seen = null } = body;
    return answerOf(await engine.resolve({ issue, field, take, value, seen, by: null }));
  },
});

function answerOf(outcome: ResolveOutcome): Answer {
  switch (outcome.kind) {
    case 'resolved': {
      const { kind: _kind, ...resolved } = outcome;
      return json(200, resolved);
    }
    case 'unknown-issue':
      throw new Problem(404, `${outcome.issue} is known neither to git nor to Jira`);
    case 'not-in-conflict':
      throw new Problem(404, outcome.reason);
    case 'changed':
      throw new Problem(409, outcome.reason, { errors: standOf(outcome) });
    case 'invalid':
    case 'refused':
      throw new Problem(422, outcome.reason, { errors: outcome.fields });
    case 'away':
      throw unavailable(outcome.reason, outcome.retryAfterMs, 'away');
  }
}

/** What is in conflict now, by field. */
function standOf({ item }: Extract<ResolveOutcome, { kind: 'changed' }>): Readonly<Record<string, string>> {
  const held = item.findings.filter(({ verdict }) => verdict === 'held');
  return Object.fromEntries(held.map((finding) => [finding.ref, explainFinding(finding).slice(1).join(';').trim()]));
}
