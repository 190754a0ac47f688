import { expect } from 'chai';
import { changedBy } from '../../../../src/reconciler/jira/changed-by.ts';
import { createNameBook } from '../../../../src/reconciler/name-book.ts';
import { MemoryPeople } from './memory-people.ts';

const CONTEXT = {
  flavor: 'server',
  fields: [],
  people: new MemoryPeople(),
  names: createNameBook(),
  account: 'tract',
} as const;

describe('who changed an issue last', () => {
  const user = (name: string) => ({ name, displayName: name });
  const at = (seconds: number, ms = '000') => `2026-02-14T09:00:${String(seconds).padStart(2, '0')}.${ms}+0000`;
  const history = (seconds: number, name: string) => ({ created: at(seconds, '734'), author: user(name) });
  const comment = (seconds: number, name: string, body = 'Hi') => ({
    id: '1',
    author: user(name),
    updateAuthor: user(name),
    created: at(0),
    updated: at(seconds),
    body,
  });
  const issue = (histories: readonly object[], comments: readonly object[]) => ({
    fields: { updated: at(40), created: '2026-01-01T00:00:00.000+0000', creator: user('zoe'), comment: { comments } },
    changelog: { histories },
  });

  it('is the author of the change that is nearest to `updated`', () => {
    expect(changedBy(issue([history(10, 'anna'), history(39, 'ben'), history(40, 'cara')], []), CONTEXT)).to.equal(
      'cara',
    );
    expect(changedBy(issue([history(40, 'cara')], [comment(39, 'ben')]), CONTEXT)).to.equal('cara');
  });

  it('may have written a comment, which is in no changelog', () => {
    expect(changedBy(issue([history(10, 'anna')], [comment(40, 'ben')]), CONTEXT)).to.equal('ben');
  });

  it('is the person for whom our account wrote', () => {
    expect(changedBy(issue([], [comment(40, 'tract', 'Written by ben\n\nHi')]), CONTEXT)).to.equal('ben');
  });

  it('is not known where nothing is about that moment', () => {
    expect(changedBy(issue([history(10, 'anna')], [comment(20, 'ben')]), CONTEXT)).to.equal(null);
  });
});
