import { text } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { dashboardPage } from '../pages/dashboard-page.ts';
import { loginPage } from '../pages/login-page.ts';
import { ANY_QUERY, NO_BODY, NO_PARAMETERS } from '../schemas/path-parameters.ts';

const HTML = 'text/html';

/** `GET /`: how the service does, for people; a form to log in where nobody is. */
export const dashboard = endpoint({
  method: 'get',
  path: '/',
  summary: 'The dashboard, a page for people',
  access: { kind: 'open' },
  params: NO_PARAMETERS,
  query: ANY_QUERY,
  body: { form: 'none', schema: () => NO_BODY },
  responses: {
    200: { description: 'The dashboard', type: HTML },
    401: { description: 'A form to log in', type: HTML },
    403: { description: 'A form to log in with a key that may read', type: HTML },
  },
  answer: async ({ caller }, { engine, version, sessions, clock }) => {
    if (caller.kind !== 'known' || !caller.key.rights.includes('read')) {
      const isKnown = caller.kind === 'known';
      const { text: form, headers } = loginPage(
        engine.project().key,
        isKnown ? `"${caller.key.name}" may not read` : null,
      );
      return text(isKnown ? 403 : 401, HTML, form, headers);
    }
    const { key, session } = caller;
    const login = session === null ? null : { name: key.name, csrfToken: sessions.csrfToken(session) };
    const status = await engine.status();
    const { text: page, headers } = dashboardPage({ status, version, nowMs: clock(), login });
    return text(200, HTML, page, headers);
  },
});
