import { expect } from 'chai';
import { authorOfIdentity, resolveAuthor } from '../../../../src/cli/author/resolve-author.ts';
import { peopleOf } from '../../../../src/model/people.ts';

const person = (handle: string, displayName: string | null, jiraName = handle) => ({
  handle,
  jiraName,
  flavor: 'server' as const,
  displayName,
});
const PEOPLE = peopleOf([
  person('anna', 'Anna Berg'),
  person('john.doe', 'John Doe', 'jdoe'),
  person('zoe', 'Zoë Kling'),
  person('j2', 'Sam Hill'),
  person('j3', 'Sam Hill'),
]);
const identity = (name: string | null, email: string | null, author: string | null = null) => ({ author, name, email });
const env = (more: Readonly<Record<string, string>>) => ({
  PATH: process.env.PATH,
  HOME: '/',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  ...more,
});
const resolve = (option: string | null, more: Readonly<Record<string, string>> = {}) =>
  resolveAuthor({ option, people: PEOPLE, cwd: '/', env: env(more) });

describe('resolveAuthor', () => {
  it('takes the option before the variable, and the variable before git', async () => {
    expect(await resolve('ANNA', { TRACT_AUTHOR: 'zoe' })).to.deep.equal({
      handle: 'anna',
      known: true,
      source: 'option',
    });
    expect(await resolve(null, { TRACT_AUTHOR: 'Zoe Kling', GIT_AUTHOR_NAME: 'Anna Berg' })).to.include({
      handle: 'zoe',
      source: 'TRACT_AUTHOR',
    });
    expect(await resolve('me', { GIT_AUTHOR_NAME: 'Anna Berg' })).to.include({
      handle: 'anna',
      source: 'git identity',
    });
  });

  it('takes who is not known yet at their word', async () => {
    expect(await resolve('newcomer')).to.deep.equal({ handle: 'newcomer', known: false, source: 'option' });
  });

  it('says how to say it where nobody can be found', async () => {
    const refusal = async (more: Readonly<Record<string, string>>) =>
      resolve(null, more).then(
        () => '',
        (error: Error) => error.message,
      );
    expect(await refusal({})).to.match(/^git does not know your name; .*git config tract\.author/);
    expect(await refusal({ GIT_AUTHOR_NAME: 'Max Power', GIT_AUTHOR_EMAIL: 'max@example.com' })).to.include(
      'nobody in .tract/users.yaml is clearly Max Power <max@example.com>',
    );
  });

  it('matches a git identity by its name, by what stands before the @, by accents left out, and never to one of several', () => {
    const handleOf = (name: string | null, email: string | null) =>
      authorOfIdentity(identity(name, email), PEOPLE)?.handle ?? null;
    expect(handleOf('john doe', null)).to.equal('john.doe');
    expect(handleOf('Somebody', 'jdoe@example.com')).to.equal('john.doe');
    expect(handleOf('Zoe Kling', null)).to.equal('zoe');
    expect(handleOf(null, '1234+anna@users.example.com')).to.equal('anna');
    expect(handleOf('Sam Hill', 'sam@example.com')).to.equal(null);
  });

  it('takes tract.author before the identity', () => {
    expect(authorOfIdentity(identity('Anna Berg', null, 'John Doe'), PEOPLE)).to.deep.equal({
      handle: 'john.doe',
      known: true,
      source: 'git config tract.author',
    });
  });
});
