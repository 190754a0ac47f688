import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { ANY_QUERY, NO_BODY, NO_PARAMETERS } from '../schemas/path-parameters.ts';
import { HEALTH } from '../schemas/status.ts';

/** `GET /health`: how it goes, for people and monitors; 200 while the process lives, whatever Jira does. */
export const health = endpoint({
  method: 'get',
  path: '/health',
  summary: 'How the service does; 200 while it lives, whatever Jira does',
  access: { kind: 'open' },
  limited: false,
  params: NO_PARAMETERS,
  query: ANY_QUERY,
  body: { form: 'none', schema: () => NO_BODY },
  responses: { 200: { description: 'It lives', schema: HEALTH } },
  answer: async (_asked, { engine, version, repositoryPath, clock, startedAtMs }) => {
    const { state, reason, jiraConnected, flavor, lastSuccessMs } = engine.health();
    return json(200, {
      status: state,
      version,
      project: engine.project().key,
      jiraConnected,
      jiraFlavor: flavor,
      gitRepoPath: repositoryPath,
      uptime: Math.floor((clock() - startedAtMs) / 1000),
      lastSuccess: lastSuccessMs === null ? null : new Date(lastSuccessMs).toISOString(),
      reason,
    });
  },
});
