import { expect } from 'chai';
import { personOfIdentity } from '../../../src/model/match-person.ts';
import { parsePeople } from '../../../src/model/people-file.ts';

const { people } = parsePeople(`zoe.b: {name: zbauer, displayName: "Zoë Bauer"}
jane: jsmith
one: {name: a1, displayName: "Same Name"}
two: {name: a2, displayName: "Same Name"}
`);

describe('the person behind the name and address of a commit', () => {
  const cases: readonly (readonly [string, string, string | null])[] = [
    ['zoe.b', 'x@example.com', 'zoe.b'],
    ['Zoë Bauer', 'x@example.com', 'zoe.b'],
    ['zoe bauer', 'x@example.com', 'zoe.b'],
    ['Jane S.', 'jsmith@example.com', 'jane'],
    ['Jane S.', '12345+jane@users.noreply.example.com', 'jane'],
    ['Same Name', 'x@example.com', null],
    ['Same Name', 'a2@example.com', 'two'],
    ['Somebody', 'nobody@example.com', null],
  ];
  for (const [name, email, handle] of cases) {
    it(`${name} <${email}> is ${handle ?? 'nobody known'}`, () => {
      expect(personOfIdentity(people, { name, email })?.handle ?? null).to.equal(handle);
    });
  }
});
