import { plain } from '../../render/plain.ts';
import { readLastUpdate, readTrial } from '../../update/program-files.ts';
import { findProgram } from '../../update/program-place.ts';
import type { Check } from '../check.ts';
import { fine, warning } from '../finding.ts';

/** On a server that install-service.sh set up: what became of the last update of the program. */
export const update: Check = {
  name: 'update',
  async find({ io: { env } }) {
    const place = findProgram(env);
    if (place === null) return [];
    const [trial, last] = await Promise.all([readTrial(place.folder), readLastUpdate(place.folder)]);
    if (trial !== null)
      return [fine(`tract-sync@${trial.instance} tries ${trial.version}; all else runs ${trial.from}`)];
    if (last === null) return [];
    if (last.outcome === 'updated') return [fine(`${last.from} became ${last.version} at ${last.at}`)];
    const how = last.outcome === 'failed' ? 'could not be installed' : 'was tried and taken back';
    const fix = `journalctl -u tract-sync@${last.instance} tells more; tract self-update --pin ${last.version} tries it again`;
    return [warning(`${last.version} ${how} at ${last.at}: ${plain(last.reason)}`, fix)];
  },
};
