import { z } from 'zod';
import { authorSchema } from './author.ts';

/** `POST /comment/{issue}`. */
export function commentRequest() {
  return z.strictObject({
    author: authorSchema(),
    body: z
      .string()
      .refine((text) => text.trim() !== '', { error: 'is empty' })
      .meta({ description: 'Markdown' }),
  });
}

export const COMMENT_CREATED = z
  .looseObject({
    issue: z.string(),
    commentId: z.string().meta({ description: "Jira's own id" }),
    path: z.string(),
    url: z.string(),
    commit: z.string().nullable(),
  })
  .meta({ description: 'A comment that is in Jira' });
