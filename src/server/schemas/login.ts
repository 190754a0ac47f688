import { z } from 'zod';

/** `POST /login`. */
export const LOGIN_REQUEST = z.strictObject({ key: z.string().min(1).max(500).meta({ description: 'An API key' }) });

export const LOGGED_IN = z
  .looseObject({
    name: z.string().meta({ description: 'Name of the key' }),
    csrfToken: z.string().meta({ description: 'What POSTs of this session carry as `X-CSRF-Token`' }),
    expires: z.string(),
  })
  .meta({ description: 'A session; its token is in the cookie' });

/** `POST /logout`: the form of the page carries the token of its session. */
export const LOGOUT_REQUEST = z.strictObject({ csrf: z.string().optional() }).optional();
