import { expect } from 'chai';
import fc from 'fast-check';
import { parseComponents, renderComponents } from '../../../src/model/components-file.ts';
import { NOBODY, type People, toTextPeople } from '../../../src/model/people.ts';
import { editUsersFile, parsePeople } from '../../../src/model/people-file.ts';
import { isHandle, withPerson } from '../../../src/model/people-handle.ts';

const FILE = `# who is who
john.doe: jdoe
jane: {name: jane.smith, displayName: "Jane: Smith"}
sam:
  accountId: 5b10a2844c20165700ede21g
constructor: {displayName: Bob}
`;

function handles(people: People): readonly string[] {
  return people.list.map(({ handle, jiraName }) => `${handle}=${jiraName}`);
}

describe('.tract/users.yaml', () => {
  it('names people in short and in long', () => {
    const { people, problems } = parsePeople(FILE);
    expect(problems).to.deep.equal([]);
    expect(handles(people)).to.deep.equal([
      'john.doe=jdoe',
      'jane=jane.smith',
      'sam=5b10a2844c20165700ede21g',
      'constructor=constructor',
    ]);
    expect(people.byHandle.get('sam')?.flavor).to.equal('cloud');
    expect(people.byJiraName.get('jane.smith')?.displayName).to.equal('Jane: Smith');
  });

  it('has nobody by the names that every object has', () => {
    const { people } = parsePeople('john: jdoe\n');
    expect(people.byHandle.get('toString')).to.equal(undefined);
    expect(toTextPeople(people).jiraNameByHandle).to.deep.equal(Object.assign(Object.create(null), { john: 'jdoe' }));
    expect('toString' in toTextPeople(people).handleByJiraName).to.equal(false);
  });

  it('may be empty', () => {
    expect(parsePeople('# nobody yet\n')).to.deep.equal({ people: NOBODY, problems: [] });
  });

  it('tells what is wrong and keeps the rest', () => {
    const text =
      'a: x\nb: x\nA: y\nme: z\n"j@x.com": j\nc: {email: c@x.com}\nd: {name: d, accountId: 1}\ne: [f]\ng: h\n';
    const { people, problems } = parsePeople(text);
    expect(handles(people)).to.deep.equal(['a=x', 'g=h']);
    expect(problems.map((problem) => problem.split(':')[0])).to.deep.equal(['b', 'A', 'me', 'j@x.com', 'c', 'd', 'e']);
    expect(parsePeople('a: x\na: y\n').problems.join()).to.include('line 2: the key "a" is there twice');
    expect(parsePeople('- a\n').problems.join()).to.include('mapping');
  });

  it('gets newcomers at its end and keeps every byte before', () => {
    const { people: before } = parsePeople(FILE);
    const { person, people } = withPerson(before, { jiraName: 'x:1', displayName: 'Zo\u00eb, R\u00f6e' }, 'cloud');
    const text = FILE.trimEnd().replaceAll('\n', '\r\n');
    const edited = editUsersFile(text, [person]);
    expect(edited).to.equal(`${text}\r\nzoe.roe: {accountId: "x:1", displayName: "Zo\u00eb, R\u00f6e"}\r\n`);
    expect(parsePeople(edited).people).to.deep.equal(people);
  });

  it('is left alone where no line can be added', () => {
    const { person } = withPerson(NOBODY, { jiraName: 'x', displayName: null }, 'server');
    expect(() => editUsersFile('{a: b}\n', [person])).to.throw('cannot be added');
  });
});

describe('the handle of a newcomer', () => {
  const chosen: readonly (readonly [string, string | null, 'cloud' | 'server', string])[] = [
    ['john.doe', 'John Doe', 'server', 'john.doe'],
    ['JIRAUSER10100', 'John Doe', 'server', 'JIRAUSER10100'],
    ['john@example.com', 'John Doe', 'server', 'john.doe'],
    ['john@example.com', 'john@example.com', 'server', 'john'],
    ['me', 'Max Estermann', 'server', 'max.estermann'],
    ['5b10:a', "Se\u00e1n O'Brien-Smith (External)", 'cloud', 'sean.o.brien.smith.external'],
    ['5b10:a', '\u7530\u4e2d \u592a\u90ce', 'cloud', '\u7530\u4e2d.\u592a\u90ce'],
    ['5b10:a', '\ud83d\ude00', 'cloud', 'user'],
    ['5b10:a', null, 'cloud', 'user'],
  ];
  for (const [jiraName, displayName, flavor, handle] of chosen) {
    it(`of ${jiraName} (${displayName}) on ${flavor} is ${handle}`, () => {
      expect(withPerson(NOBODY, { jiraName, displayName }, flavor).person.handle).to.equal(handle);
    });
  }

  it('is chosen once', () => {
    const first = withPerson(NOBODY, { jiraName: 'a', displayName: 'Ann' }, 'cloud');
    const again = withPerson(first.people, { jiraName: 'a', displayName: 'Ann Married' }, 'cloud');
    expect(again.person).to.equal(first.person);
    expect(again.people).to.equal(first.people);
  });

  it('is a handle, nobody else has it, and the file gives it back, whatever people are called', () => {
    const newcomer = fc.record({
      jiraName: fc.string({ unit: 'binary', minLength: 1 }).map((name) => name.replace(/\p{Cc}/gu, '').trim() || 'x'),
      displayName: fc.option(fc.oneof(fc.constantFrom('Ann', 'ann', 'ANN'), fc.string({ unit: 'grapheme' }))),
    });
    fc.assert(
      fc.property(fc.array(newcomer), fc.constantFrom('cloud' as const, 'server' as const), (newcomers, flavor) => {
        const people = newcomers.reduce((known, next) => withPerson(known, next, flavor).people, NOBODY);
        expect(people.list.every(({ handle }) => isHandle(handle))).to.equal(true);
        expect(new Set(people.list.map(({ handle }) => handle.toLowerCase())).size).to.equal(people.list.length);
        const reading = parsePeople(editUsersFile('', people.list));
        expect(reading.problems).to.deep.equal([]);
        expect(handles(reading.people)).to.have.members(handles(people));
      }),
    );
  });
});

describe('.tract/components.yaml', () => {
  it('reads back as it was written', () => {
    const components = [
      { name: 'Auth', directories: ['src/auth', 'test/auth'] },
      { name: 'Front end: web', directories: [] },
      { name: '1.10', directories: ['a, b'] },
    ];
    const { components: read, problems } = parseComponents(renderComponents(components));
    expect(read).to.deep.equal(components);
    expect(problems).to.deep.equal([]);
  });

  it('takes one directory without brackets, and none that leads out of the repository', () => {
    const { components, problems } = parseComponents('Auth: src/auth\nDocs:\nBad: ../x\nWorse: [/etc]\nOdd: {a: b}\n');
    expect(components).to.deep.equal([
      { name: 'Auth', directories: ['src/auth'] },
      { name: 'Docs', directories: [] },
    ]);
    expect(problems).to.have.length(3);
  });
});
