import { expect } from 'chai';
import { inspectTokens } from '../../../../src/cli/people-tokens/inspect-tokens.ts';
import type { TokenFinding } from '../../../../src/cli/people-tokens/token-finding.ts';
import { type Emulator, startEmulator } from '../../../../src/emulator/start-emulator.ts';
import { parsePeople } from '../../../../src/model/people-file.ts';
import { createProject } from '../../../../src/reconciler/create-project.ts';
import { openClient } from '../../../../src/reconciler/jira/client.ts';
import { type Credentials, DEFAULT_TIMEOUTS } from '../../../../src/reconciler/jira/options.ts';

const NOW = Date.parse('2026-02-14T09:00:00Z');
const DAY = 24 * 3600_000;
const FILE = '/opt/tract/config/app.tokens';
const NAMES = ['tract', 'anna', 'ben'];

for (const flavor of ['server', 'cloud'] as const) {
  describe(`personal tokens, ${flavor}`, () => {
    let jira: Emulator;
    beforeEach(async () => {
      const users = NAMES.map((name) => ({ name, displayName: `${name} of Example`, password: `password-of-${name}` }));
      jira = await startEmulator({ personality: flavor, users, clock: () => NOW, captchaAfter: 3 });
      jira.admin.addProject({ key: 'APP', lead: 'anna' });
    });
    afterEach(() => jira.close());

    const login = (name: string, password = `password-of-${name}`): Credentials => {
      return { kind: 'basic', username: flavor === 'cloud' ? `${name}@example.com` : name, password };
    };

    /** What is said of these tokens, and that no secret is in it. */
    async function said(
      tokens: Readonly<Record<string, Credentials>>,
      more: {
        readonly ends?: Readonly<Record<string, string>>;
        readonly service?: Credentials;
        readonly jiraTokenEnd?: string | null;
        readonly refused?: Map<string, TokenFinding>;
      } = {},
    ): Promise<readonly string[]> {
      const users = ['anna', 'ben']
        .map((name) => {
          return flavor === 'cloud'
            ? `${name}: {accountId: "${jira.admin.user(name).accountId}"}\n`
            : `${name}: ${name}\n`;
        })
        .join('');
      const project = createProject('APP', flavor);
      project.load({ config: null, users });
      const config = {
        jira: { url: jira.url, credentials: more.service ?? login('tract'), flavor },
        project: 'APP',
        userTokens: new Map(Object.entries(tokens)),
        tokenEnds: new Map(Object.entries(more.ends ?? {})),
        userTokensFile: FILE,
        jiraTokenEnd: more.jiraTokenEnd === undefined ? '2027-01-01' : more.jiraTokenEnd,
      };
      const client = openClient({
        url: new URL(jira.url),
        credentials: config.jira.credentials,
        userTokens: config.userTokens,
        concurrency: 2,
        dispatcher: null,
        timeouts: DEFAULT_TIMEOUTS,
        timing: { clock: () => NOW, random: () => 0.5, sleep: async () => {} },
        fields: () => [],
        onRequest: () => {},
        onRefusedLogin: () => {},
      });
      const { people } = parsePeople(users);
      const options = { client, flavor, config, people, book: project.people, nowMs: NOW };
      const found = await inspectTokens({ ...options, refused: more.refused ?? new Map() }).finally(() =>
        client.close(),
      );
      const lines = found.map(({ level, message, fix }) => `${level}: ${message} → ${fix}`);
      expect(lines.join('\n')).to.not.match(/password-of|pat-of|hush/);
      return lines;
    }

    const later = { ends: { anna: '2026-12-24', ben: '2026-12-24', bne: '2026-12-24' } };

    it('that are well are not spoken of', async () => {
      expect(await said({ anna: login('anna'), ben: login('ben') }, later)).to.deep.equal([]);
    });

    it('that Jira refuses are named, with what to do', async () => {
      const [line, ...others] = await said({ anna: login('anna', 'hush'), ben: login('ben') }, later);
      expect(line)
        .to.match(/^failed: the token of anna is not used: Jira refuses it: it is wrong, was revoked, or has expired/)
        .and.include(`let anna make a new one in Jira, put it into ${FILE}`);
      expect(others).to.deep.equal([]);
    });

    it("that belong to somebody else are named with their owner's handle", async () => {
      expect(await said({ anna: login('ben') }, later)).to.deep.equal([
        'failed: the token under anna is not used: it belongs to ben of Example (ben) → put it under ben, or let anna make one, and start the service again',
      ]);
    });

    it('that belong to somebody whom nobody here knows are named too', async () => {
      expect((await said({ anna: login('tract') }, later))[0]).to.include(
        'it belongs to tract of Example → remove it, or let anna make one',
      );
    });

    it('under a handle that nobody has are told with the one that is meant', async () => {
      expect((await said({ bne: login('ben') }, later))[0]).to.match(
        /^warning: "bne" is nobody in \.tract\/users\.yaml, so the token is never used; it is the token of "ben"/,
      );
      expect((await said({ bem: login('ben', 'hush') }, later))[0]).to.include('did you mean "ben"?');
      expect((await said({ Zacharias: login('ben', 'hush') }))[0]).to.not.include('did you mean');
    });

    it('in the place of a handle are not repeated', async () => {
      const swapped = 'ATATT3xFfGF0hush';
      const lines = await said({ [swapped]: { kind: 'bearer', token: 'anna' } });
      expect(lines[0]).to.match(/^warning: what stands in the place of a handle is nobody/);
    });

    it('of people who may not write are told before the first write is refused', async () => {
      jira.admin.changeUser('anna', { denied: ['work-on-issues', 'delete-issues'] });
      const lines = await said({ anna: login('anna'), ben: login('ben') }, later);
      expect(lines).to.have.length(1);
      expect(lines[0]).to.match(
        /^warning: time entries: anna has not Work On Issues \(WORK_ON_ISSUES\), so Jira refuses/,
      );
    });

    it('of somebody who was deactivated are refused', async () => {
      jira.admin.changeUser('anna', { active: false });
      expect((await said({ anna: login('anna') }, later))[0]).to.match(/^failed: the token of anna is not used/);
    });

    it('whose end a person wrote down are told two weeks before, and after', async () => {
      const end = async (day: string) => (await said({ anna: login('anna') }, { ends: { anna: day } }))[0] ?? 'nothing';
      expect(await end('2026-03-02')).to.equal('nothing');
      expect(await end('2026-02-24')).to.match(
        /^warning: the token of anna expires on 2026-02-24, in 10 days → let anna/,
      );
      expect(await end('2026-02-15')).to.include('within a day');
      expect(await end('2026-02-10')).to.match(/^warning: the token of anna was to expire on 2026-02-10/);
    });

    it('of the service account end as well', async () => {
      const [line] = await said({}, { jiraTokenEnd: '2026-02-20' });
      expect(line).to.match(/^warning: the token of the service account expires on 2026-02-20, in 6 days/);
    });

    it('that were refused are told again, and not asked about', async () => {
      const refused = new Map();
      const wrong = { anna: login('anna', 'hush') };
      const first = await said(wrong, { ...later, refused });
      const requests = jira.requests.all.length;
      expect(await said(wrong, { ...later, refused })).to.deep.equal(first);
      expect(jira.requests.all.slice(requests).filter(({ status }) => status === 401)).to.deep.equal([]);
    });

    it('leave an account that asks for a CAPTCHA alone', async () => {
      jira.settings.captchaAfter = 1;
      await fetch(`${jira.url}/rest/api/2/myself`, {
        headers: { Authorization: `Basic ${Buffer.from(`${loginName(flavor)}:x`).toString('base64')}` },
      });
      const [line] = await said({ anna: login('anna') }, later);
      expect(line).to.include('Jira asks for a CAPTCHA, so its owner has to log in once in a browser');
    });

    if (flavor === 'cloud') {
      it('whose end nobody wrote down are noted, since Cloud does not tell', async () => {
        const lines = await said({ anna: login('anna') });
        expect(lines).to.deep.equal([
          `note: when the token of anna expires is not known: Jira Cloud does not tell, and it does within a year → write \`expires: YYYY-MM-DD\` beside it in ${FILE}`,
        ]);
      });

      it('without the e-mail address are refused with a word about it', async () => {
        expect((await said({ anna: { kind: 'bearer', token: 'hush' } }))[0]).to.include(
          'Cloud wants {username: E-MAIL',
        );
      });
    } else {
      it('whose end Data Center tells are told two weeks before', async () => {
        jira.admin.addToken('anna', 'pat-of-anna', NOW + 3 * DAY, 'tract');
        const pat = { anna: { kind: 'bearer', token: 'pat-of-anna' } } as const;
        expect((await said(pat))[0]).to.match(/^warning: the token of anna expires on 2026-02-17, in 3 days/);
        expect(await said(pat, { ends: { anna: '2027-01-01' } })).to.deep.equal([]);
        jira.admin.addToken('tract', 'pat-of-tract', NOW + DAY, 'service');
        const [service] = await said({}, { service: { kind: 'bearer', token: 'pat-of-tract' }, jiraTokenEnd: null });
        expect(service).to.match(/^warning: the token of the service account expires on 2026-02-15, within a day/);
      });

      it('one of which ends soon are told as it is: which one is used, nobody knows', async () => {
        jira.admin.addToken('anna', 'pat-of-anna', NOW + 3 * DAY, 'laptop');
        jira.admin.addToken('anna', 'pat-of-anna-2', null, 'tract');
        const [line] = await said({ anna: { kind: 'bearer', token: 'pat-of-anna-2' } });
        expect(line).to.match(
          /^warning: the token of anna may be it: the personal access token "laptop" expires on 2026-02-17/,
        );
      });

      it('that have ended are refused, and those that never end are well', async () => {
        jira.admin.addToken('anna', 'pat-of-anna', NOW - DAY, 'old');
        expect((await said({ anna: { kind: 'bearer', token: 'pat-of-anna' } }))[0]).to.match(/^failed: .*has expired/);
        jira.admin.addToken('ben', 'pat-of-ben', null);
        expect(await said({ ben: { kind: 'bearer', token: 'pat-of-ben' } })).to.deep.equal([]);
      });

      it('of a user name that nobody wrote down are used, and well', async () => {
        jira.admin.addUser({ name: 'carl', password: 'password-of-carl' });
        expect(await said({ carl: login('carl') })).to.deep.equal([]);
      });
    }
  });
}

function loginName(flavor: 'server' | 'cloud'): string {
  return flavor === 'cloud' ? 'anna@example.com' : 'anna';
}
