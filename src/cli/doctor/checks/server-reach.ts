import { BAD_PORT_FIX, badPortOf } from '../../api/bad-port.ts';
import { plain } from '../../render/plain.ts';
import type { Check } from '../check.ts';
import { failed, fine, warning } from '../finding.ts';

/** The sync service answers, and is well. */
export const serverReach: Check = {
  name: 'server',
  async find({ server, clone, environment, health }) {
    if (server.kind === 'invalid') return [failed(server.problem, 'mend TRACT_SYNC_SERVER')];
    if (server.kind === 'unknown') {
      const fix = 'set TRACT_SYNC_SERVER, or sync.server in .tract/config.yaml';
      return clone === null ? [] : [warning('no sync service is known here: git push still works', fix)];
    }
    const found = await health();
    const start =
      environment.kind === 'none'
        ? 'ask whoever runs it; what you write meanwhile is queued'
        : 'start it: tract serve, or systemctl start tract-sync@PROJECT';
    if (found.kind === 'away') return [failed(`${found.url} cannot be reached: ${found.reason}`, start)];
    if (found.kind === 'bad-port') return [failed(badPortOf(found.url), BAD_PORT_FIX)];
    if (found.kind === 'stranger')
      return [failed(`what answers at ${found.url} is no sync service`, 'mend TRACT_SYNC_SERVER or sync.server')];
    if (found.kind === 'none') return [];
    const { report, url } = found;
    const reason = plain(report.reason ?? 'it does not say why');
    if (!report.jiraConnected)
      return [
        failed(`${url} runs, but Jira is away: ${reason}`, 'mend what it says; changes wait and nothing is lost'),
      ];
    if (report.status !== 'ok')
      return [
        warning(`${url} is ${plain(report.status)}: ${reason}`, 'mend what it says; changes wait and nothing is lost'),
      ];
    return [fine(`${url}, version ${plain(report.version)}, project ${plain(report.project)}`)];
  },
};
