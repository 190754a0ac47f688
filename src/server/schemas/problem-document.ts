import { z } from 'zod';

export const PROBLEM_DOCUMENT = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What is wrong, where, and what to do, in a line for people' }),
    errors: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'What is wrong with each field, by its name: our words, or those of Jira' }),
    outcome: z.enum(['away', 'pending']).optional().meta({
      description:
        'away: nothing was done, and the request may be queued. pending: perhaps it was done; send it again with the same Idempotency-Key',
    }),
  })
  .meta({ description: 'A problem document, RFC 9457' });
