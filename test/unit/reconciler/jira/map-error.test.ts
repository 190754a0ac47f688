import { expect } from 'chai';
import type { Failure } from '../../../../src/model/failure.ts';
import { addingTo, type Call, type Exchange, reading, settingOn } from '../../../../src/reconciler/jira/exchange.ts';
import { mapError } from '../../../../src/reconciler/jira/map-error.ts';
import { testFields } from './test-fields.ts';

const CONTEXT = { host: 'jira.example.com', fields: testFields('server'), nowMs: 1_000_000 };
const READ = reading('GET /issue/{id}');
const EDIT = settingOn('APP-1', 'PUT /issue/{id}');
const ADD = addingTo('APP-1', 'POST /issue/{id}/comment');

const dc401 = { message: 'Client must be authenticated to access this resource.', 'status-code': 401 };
const html = '<html>\r\n<head><title>Bad\n Gateway</title></head></html>';

describe('mapping of failed requests', () => {
  const rows: readonly [string, Call, Exchange, Partial<Failure>, RegExp][] = [
    ['a bad token of Data Center', READ, reply(401, dc401), { kind: 'fatal' }, /JIRA_TOKEN/],
    ['an empty 401', READ, reply(401, null), { kind: 'fatal' }, /credentials/],
    [
      'a 401 to a caller that Jira knows, for a missing permission',
      EDIT,
      reply(401, { errorMessages: ['No link permission'] }, { 'x-ausername': 'tract' }),
      { kind: 'rejected' },
      /No link permission/,
    ],
    [
      'a CAPTCHA',
      READ,
      reply(403, '<html>', { 'x-authentication-denied-reason': 'CAPTCHA_CHALLENGE; login-url=https://x' }),
      { kind: 'fatal' },
      /CAPTCHA/,
    ],
    ['a good answer to nobody', READ, reply(200, {}, { 'x-ausername': 'anonymous' }), { kind: 'fatal' }, /credentials/],
    [
      'a good answer after a failed login on Cloud',
      READ,
      reply(200, {}, { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }),
      { kind: 'fatal' },
      /credentials/,
    ],
    ['a permission that is missing', EDIT, reply(403, { errorMessages: ['No.'] }), { kind: 'rejected' }, /No\./],
    [
      'a field that Jira refuses',
      EDIT,
      reply(400, { errorMessages: [], errors: { summary: 'You must specify a summary of the issue.' } }),
      { kind: 'rejected', fields: { title: 'You must specify a summary of the issue.' } },
      /title: You must specify/,
    ],
    [
      'an estimate that Jira refuses, under its own name for it',
      EDIT,
      reply(400, { errors: { timetracking_originalestimate: 'Bad.' } }),
      { kind: 'rejected', fields: { estimate: 'Bad.' } },
      /estimate: Bad/,
    ],
    [
      'a custom field that Jira refuses',
      EDIT,
      reply(400, { errors: { customfield_10106: 'Option id is not valid' } }),
      { kind: 'rejected', fields: { severity: 'Option id is not valid' } },
      /severity/,
    ],
    [
      'a field nobody mapped',
      EDIT,
      reply(400, { errors: { pid: 'Bad' } }),
      { kind: 'rejected', fields: {} },
      /pid: Bad/,
    ],
    [
      'an issue that is gone',
      EDIT,
      reply(404, { errorMessages: ['Issue Does Not Exist'] }),
      { kind: 'stale' },
      /APP-1/,
    ],
    [
      'time tracking that is switched off',
      ADD,
      reply(404, { errorMessages: ['Time Tracking is not enabled.'] }),
      { kind: 'rejected' },
      /Time Tracking/,
    ],
    ['somebody else at the same time', EDIT, reply(409, {}), { kind: 'stale' }, /409/],
    [
      'a removed search',
      reading('POST /search'),
      reply(410, { errorMessages: ['Gone'] }),
      { kind: 'fatal' },
      /JIRA_FLAVOR/,
    ],
    ['an issue that is full', ADD, reply(413, { errorMessages: ['Too many'] }), { kind: 'rejected' }, /Too many/],
    [
      'a 429 of Data Center',
      READ,
      reply(429, { message: 'Rate limit exceeded.' }, { 'retry-after': '7' }),
      { kind: 'transient', retryAfterMs: 7_000 },
      /Rate limit/,
    ],
    [
      'a 429 of Cloud that names only the moment',
      ADD,
      reply(429, 'slow down', { 'x-ratelimit-reset': new Date(1_003_000).toISOString() }),
      { kind: 'transient', retryAfterMs: 3_000, ambiguous: false },
      /slow down/,
    ],
    ['maintenance', READ, reply(503, '', { 'retry-after': '30' }), { kind: 'transient', retryAfterMs: 30_000 }, /503/],
    [
      'a proxy in trouble, while reading',
      READ,
      reply(502, html),
      { kind: 'transient', ambiguous: false },
      /Bad Gateway/,
    ],
    ['a proxy in trouble, while adding', ADD, reply(502, html), { kind: 'transient', ambiguous: true }, /Bad Gateway/],
    ['a login page that says 200', READ, reply(200, html), { kind: 'transient' }, /web page "Bad Gateway"/],
    ['a page instead of a receipt', ADD, reply(200, html), { kind: 'transient', ambiguous: true }, /web page/],
    [
      'a transition that somebody else took first',
      ADD,
      reply(400, { errorMessages: ["Transition id '31' is not valid for this issue."] }),
      { kind: 'stale' },
      /31/,
    ],
    [
      'a redirect',
      READ,
      reply(302, null, { location: 'https://sso.example.com/login?secret=1' }),
      { kind: 'transient' },
      /redirects to https:\/\/sso\.example\.com\/login: set JIRA_URL/,
    ],
    ['nothing listening', ADD, lost('ECONNREFUSED', false), { kind: 'transient', ambiguous: false }, /nothing listens/],
    ['a connection cut while adding', ADD, lost('ECONNRESET', true), { kind: 'transient', ambiguous: true }, /cut/],
    ['a connection cut while editing', EDIT, lost('ECONNRESET', true), { kind: 'transient', ambiguous: false }, /cut/],
    [
      'a certificate nobody knows',
      READ,
      lost('SELF_SIGNED_CERT_IN_CHAIN', false),
      { kind: 'transient' },
      /NODE_EXTRA_CA_CERTS/,
    ],
  ];

  for (const [situation, call, outcome, expected, words] of rows) {
    it(situation, () => {
      const failure = mapError(call, outcome, CONTEXT);
      expect(failure).to.deep.include(expected);
      expect(failure?.message).to.match(words);
      expect(failure?.message).to.not.include('\n');
    });
  }

  it('takes a good answer for one, and what the caller is ready for', () => {
    expect(mapError(READ, reply(200, {}), CONTEXT)).to.equal(null);
    expect(mapError(EDIT, reply(204, null), CONTEXT)).to.equal(null);
    expect(mapError(reading('GET /issue/{id}', [404]), reply(404, {}), CONTEXT)).to.equal(null);
  });
});

function reply(status: number, body: unknown, headers: Record<string, string> = {}): Exchange {
  return { kind: 'reply', status, headers, body };
}

function lost(code: string, sent: boolean): Exchange {
  return { kind: 'no-reply', sent, error: Object.assign(new Error(code), { code }) };
}
