import { checkCsrf } from '../access/check-origin.ts';
import { endOfSessionCookie } from '../access/session-cookie.ts';
import { text } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { LOGOUT_REQUEST } from '../schemas/login.ts';
import { NO_PARAMETERS, NO_QUERY } from '../schemas/path-parameters.ts';

/** `POST /logout`: takes the cookie of a session back, and sends to the form to log in. */
export const logout = endpoint({
  method: 'post',
  path: '/logout',
  summary: 'End the session of a browser',
  access: { kind: 'open' },
  params: NO_PARAMETERS,
  query: NO_QUERY,
  headers: { 'X-CSRF-Token': 'The token of the session, where no form carries it' },
  body: { form: 'form', schema: () => LOGOUT_REQUEST },
  responses: { 303: { description: 'To the form to log in', type: 'text/plain' } },
  problems: { 403: 'Sent from the page of another site, or without the token of the session' },
  answer: async ({ caller, headers, body }, { sessions }) => {
    if (caller.kind === 'known') checkCsrf(caller, headers, body?.csrf ?? null, sessions);
    return text(303, 'text/plain', 'Logged out\n', { 'Set-Cookie': endOfSessionCookie(headers), Location: '/' });
  },
});
