import { expect } from 'chai';
import { programCommands } from '../../../../../src/cli/onboard/schema/program-commands.ts';

describe('programCommands', () => {
  const names = programCommands().map(({ name }) => name);

  it('has commands and those below them, each as it is typed', () => {
    const nested = names.filter((name) => /^tract (?:conflicts|serve)/.test(name));
    expect(nested).to.deep.equal([
      'tract conflicts',
      'tract conflicts list',
      'tract conflicts show',
      'tract conflicts resolve',
      'tract serve',
      'tract serve keys',
      'tract serve keys add',
      'tract serve keys list',
      'tract serve keys revoke',
    ]);
  });

  it('leaves out what only shells call, and help', () => {
    expect(names.filter((name) => /help|completion-server/.test(name))).to.deep.equal([]);
  });

  it('says the arguments in the words of the help', () => {
    const log = programCommands().find(({ name }) => name === 'tract log');
    expect(log?.usage).to.equal('<key> <time> [comment]');
  });
});
