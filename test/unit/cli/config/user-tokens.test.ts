import { expect } from 'chai';
import fc from 'fast-check';
import { parseUserTokens } from '../../../../src/cli/config/user-tokens.ts';

const problems = (text: string) => parseUserTokens(text).problems;

describe('a file of tokens', () => {
  it('has a token alone, one with its end, and a login for Cloud', () => {
    const { tokens, ends } = parseUserTokens(`# our people
john.doe: pat-of-john
anna: {username: anna@example.com, token: api-token, expires: 2027-02-14}
ben:
  token: "0123"
  expires: 2027-03-01
`);
    expect([...tokens]).to.deep.equal([
      ['john.doe', { kind: 'bearer', token: 'pat-of-john' }],
      ['anna', { kind: 'basic', username: 'anna@example.com', password: 'api-token' }],
      ['ben', { kind: 'bearer', token: '0123' }],
    ]);
    expect([...ends]).to.deep.equal([
      ['anna', '2027-02-14'],
      ['ben', '2027-03-01'],
    ]);
  });

  it('may be JSON, or empty', () => {
    expect([...parseUserTokens('{"anna": "x"}').tokens.keys()]).to.deep.equal(['anna']);
    for (const text of ['', '\n', '# nobody yet\n']) expect(problems(text), text).to.deep.equal([]);
  });

  it('keeps the spaces of a password', () => {
    const { tokens } = parseUserTokens('anna: {username: anna, token: "a b"}');
    expect(tokens.get('anna')).to.deep.equal({ kind: 'basic', username: 'anna', password: 'a b' });
  });

  it('tells all malformed lines at once, and no secret', () => {
    const said = problems(`anna: hush-hush with spaces
"who is this": hush-1
ben: [hush-2]
carl: {token: hush-3, expires: 2027-02-31}
dora: {username: dora}
emil: {passwort: hush-4}
anna: hush-5
ben: hush-6
ben: hush-7
`);
    expect(said).to.deep.equal([
      'line 1: a token has no spaces in it',
      'line 2: what stands before the colon is no handle',
      'line 3: write `handle: token`, or `handle: {username: E-MAIL, token: …, expires: YYYY-MM-DD}`',
      'line 4: expires must be a day such as 2027-02-14',
      'line 5: the token is missing',
      'line 6: there may be username, token, expires and nothing else',
      'line 9: the same handle is there before',
    ]);
  });

  it('tells where it is no YAML, without repeating what stands there', () => {
    expect(problems('{"anna": hush')).to.have.length(1).and.to.not.match(/hush/);
    expect(problems('- hush\n- hush\n')[0]).to.match(/^line 1 is no list of people/);
    expect(problems('hush')[0]).to.match(/^line 1 is no list of people/);
    expect(problems('anna: *hush')).to.have.length(1).and.to.not.match(/hush/);
  });

  it('never repeats a secret, whatever is wrong around it', () => {
    const secret = 'SeCrEt0123456789';
    const junk = fc.array(
      fc.constantFrom('\n', ' ', ':', '"', "'", '{', '}', '[', ',', '- ', 'anna', '\t', '&', '*', secret),
    );
    fc.assert(
      fc.property(junk, (parts) => {
        expect(problems(parts.join('')).join('\n')).to.not.include(secret);
      }),
    );
  });
});
