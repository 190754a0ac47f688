import type { Endpoint } from '../endpoint.ts';

/** `GET /health`: how it goes, for people and monitors; 200 while the process lives, whatever Jira does. */
export const health: Endpoint = {
  method: 'get',
  path: '/health',
  access: 'open',
  body: 'none',
  answer: async (_asked, { engine, version, project, repositoryPath, clock, startedAtMs }) => {
    const { state, reason, jiraConnected, flavor, lastSuccessMs } = engine.health();
    return {
      status: 200,
      body: {
        status: state,
        version,
        project,
        jiraConnected,
        jiraFlavor: flavor,
        gitRepoPath: repositoryPath,
        uptime: Math.floor((clock() - startedAtMs) / 1000),
        lastSuccess: lastSuccessMs === null ? null : new Date(lastSuccessMs).toISOString(),
        reason,
      },
    };
  },
};
