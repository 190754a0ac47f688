import { z } from 'zod';

/**
 * `POST /login`. What else a caller sends is not named in an answer: JSON that says it is a form, as curl sends it, is
 * one long name with the key in it.
 */
export const LOGIN_REQUEST = z.object({ key: z.string().min(1).max(500).meta({ description: 'An API key' }) });

export const LOGGED_IN = z
  .looseObject({
    name: z.string().meta({ description: 'Name of the key' }),
    csrfToken: z.string().meta({ description: 'What POSTs of this session carry as `X-CSRF-Token`' }),
    expires: z.string(),
  })
  .meta({ description: 'A session; its token is in the cookie' });

/** `POST /logout`: the form of the page carries the token of its session. */
export const LOGOUT_REQUEST = z.object({ csrf: z.string().optional() }).optional();
