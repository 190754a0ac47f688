import { expect } from 'chai';
import { programCommands } from '../../../src/cli/onboard/schema/program-commands.ts';
import { runIn } from './temporary-clone.ts';

/** What only leads to other commands has no result. */
const WITHOUT_RESULT = ['tract serve keys', 'tract fleet'];

describe('the help of every command', () => {
  for (const { name } of programCommands()) {
    it(`has an example and says what --json gives: ${name}`, async () => {
      const { code, out, err } = await runIn('/', [...name.split(' ').slice(1), '--help']);
      expect([code, err]).to.deep.equal([0, '']);
      expect(out).to.match(/\nExample:\n {2}\$ .*\btract /);
      if (!WITHOUT_RESULT.includes(name)) expect(out).to.match(/\bWith (?:--\w+ )?--json\b/m);
    });
  }
});
