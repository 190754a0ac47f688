import { z } from 'zod';
import { isHandle } from '../../model/people-handle.ts';

/** Who wrote something, as `.tract/users.yaml` knows people. */
export function authorSchema() {
  return z
    .string()
    .trim()
    .refine(isHandle, { error: 'must be the handle of a person, such as john.doe' })
    .meta({ description: 'Handle of a person, as in `.tract/users.yaml`', example: 'john.doe' });
}
