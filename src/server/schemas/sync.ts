import { z } from 'zod';

/** `POST /sync`; no body at all asks for what the defaults say. */
export const SYNC_REQUEST = z
  .strictObject({
    full: z.boolean().default(false).meta({ description: 'Walk all tickets instead of what changed' }),
    retryHeld: z.boolean().default(false).meta({ description: 'Try again what Jira refused' }),
    allowDeletes: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(0)
      .meta({ description: 'How many tickets may be removed in this cycle' }),
  })
  .default({ full: false, retryHeld: false, allowDeletes: 0 });
