import { checkOrigin } from '../access/check-origin.ts';
import { idOfKey, keyThatFits } from '../access/key-ring.ts';
import { sessionCookie } from '../access/session-cookie.ts';
import { json, text } from '../answers.ts';
import { isForm } from '../body-readers.ts';
import { endpoint } from '../endpoint.ts';
import { loginPage } from '../pages/login-page.ts';
import { Problem } from '../problem.ts';
import { LOGGED_IN, LOGIN_REQUEST } from '../schemas/login.ts';
import { NO_PARAMETERS, NO_QUERY } from '../schemas/path-parameters.ts';

const NOT_OURS = 'The API key is not one of this server';

/** `POST /login`: a session for a browser, in a cookie. A page is sent on to the dashboard. */
export const login = endpoint({
  method: 'post',
  path: '/login',
  summary: 'Open a session for a browser, which a cookie keeps',
  access: { kind: 'open' },
  params: NO_PARAMETERS,
  query: NO_QUERY,
  body: { form: 'form', schema: () => LOGIN_REQUEST },
  responses: {
    200: { description: 'The session', schema: LOGGED_IN },
    303: { description: 'To the dashboard, where a form was sent', type: 'text/plain' },
  },
  problems: { 401: 'The key is not one of this server', 403: 'Sent from the page of another site' },
  answer: async ({ body, headers }, { engine, keys, sessions }) => {
    checkOrigin(headers);
    const key = keyThatFits(await keys.keys(), body.key.trim());
    const fromPage = isForm(headers['content-type']);
    if (key === null) {
      if (!fromPage) throw new Problem(401, NOT_OURS);
      const { text: form, headers: policy } = loginPage(engine.project().key, NOT_OURS);
      return text(401, 'text/html', form, policy);
    }
    const session = sessions.open(idOfKey(key));
    const cookie = { 'Set-Cookie': sessionCookie(session.token, headers) };
    if (fromPage) return text(303, 'text/plain', 'Logged in\n', { ...cookie, Location: '/' });
    const expires = new Date(session.expiresMs).toISOString();
    return json(200, { name: key.name, csrfToken: sessions.csrfToken(session), expires }, cookie);
  },
});
