import type { Check } from '../check.ts';
import { failed } from '../finding.ts';

/** A doctor needs a patient. */
export const place: Check = {
  name: 'place',
  async find({ clone, environment, server }) {
    if (clone !== null || environment.kind !== 'none' || server.kind !== 'unknown') return [];
    const fix = 'run this in a clone of a ticket repository, or on the server with the environment of `tract serve`';
    return [failed('there is neither a ticket repository nor a sync service to look at here', fix)];
  },
};
