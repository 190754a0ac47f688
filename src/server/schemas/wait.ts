import { z } from 'zod';

/** `?wait=SECONDS`. */
export function waitQuery(most: number) {
  return z.strictObject({
    wait: z
      .string()
      .refine((text) => /^\d{1,4}(\.\d{1,3})?$/.test(text) && Number(text) <= most, {
        error: `must be a number of seconds, at most ${most}`,
      })
      .transform(Number)
      .optional()
      .meta({ description: `How long to wait for the outcome, in seconds, at most ${most}` }),
  });
}
