import type { Check } from '../check.ts';
import { fine, warning } from '../finding.ts';

const MOST_MS = 60_000;

/** Times of comments and time entries come from this machine: they must not be in the future for the others. */
export const serverClock: Check = {
  name: 'clock',
  async find({ health }) {
    const found = await health();
    if (found.kind !== 'health' || found.skewMs === null) return [];
    const seconds = Math.round(Math.abs(found.skewMs) / 1000);
    if (Math.abs(found.skewMs) <= MOST_MS) return [fine('this machine and the server agree on the time')];
    const way = found.skewMs > 0 ? 'behind' : 'ahead of';
    return [
      warning(
        `the clock of this machine is ${seconds} s ${way} the server's`,
        'set it by the network: timedatectl set-ntp true',
      ),
    ];
  },
};
