import { plain } from '../../render/plain.ts';
import type { Check } from '../check.ts';
import { failed, fine } from '../finding.ts';

/** The sync service takes our key; on its own machine one has none, only the file with the prints of everybody's. */
export const apiKey: Check = {
  name: 'key',
  async find({ io, environment, status }) {
    const found = await status();
    if (found.kind === 'status') return [fine('the server takes the API key')];
    if (found.kind !== 'refused') return [];
    const file = environment.kind === 'config' ? environment.config.apiKeysFile : null;
    if (found.isKey && file !== null && !io.env.TRACT_API_KEY) return [fine(`people come in with the keys of ${file}`)];
    const fix = found.isKey
      ? 'set TRACT_API_KEY to a key of the server; there, `tract serve keys add NAME` makes one'
      : 'look into the log of the server';
    return [failed(plain(found.reason), fix)];
  },
};
