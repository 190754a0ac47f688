import { Failure } from '../../../model/failure.ts';
import { inspectConfiguredTokens } from '../../people-tokens/inspect-configured-tokens.ts';
import type { Check } from '../check.ts';
import { fine, warning } from '../finding.ts';

/** Tokens of the service account and of single people: whose they are, whether Jira takes them, and when they end. */
export const personTokens: Check = {
  name: 'tokens',
  async find({ jira, environment, nowMs }) {
    if (jira === null || environment.kind !== 'config') return [];
    if ((await jira.myself()).kind === 'failure' || (await jira.projectSeen()).kind === 'failure') return [];
    const { config } = environment;
    try {
      const found = await inspectConfiguredTokens(config, nowMs());
      const isWell = config.userTokens.size > 0 && found.every(({ level }) => level === 'note');
      const well = isWell ? [fine(`Jira takes the tokens of ${[...config.userTokens.keys()].join(', ')}`)] : [];
      const told = found.map(({ level, message, fix }) => {
        return level === 'note' ? fine(`${message}; ${fix}`) : { level, message, fix };
      });
      return [...well, ...told];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return [warning(`the tokens could not be looked at: ${error.message}`, 'run `tract doctor` again')];
    }
  },
};
