import { Failure } from '../../model/failure.ts';
import { type Cycles, type CyclesOptions, createCycles } from '../cycles.ts';
import type { JiraSite } from '../jira-side.ts';
import type { Parts } from '../parts.ts';
import { followProject } from './follow-project.ts';

/**
 * The cycles of a project that Jira may call otherwise by now: it is renamed before anything is looked at. Who only
 * asks changes nothing, and is told.
 */
export function createFollowingCycles(parts: Parts, options: CyclesOptions): Cycles {
  const cycles = createCycles(parts, options);

  async function follow(site: JiraSite): Promise<void> {
    if (site.project === parts.project.key()) return;
    await followProject(parts, site.project);
    // What an earlier look knew by the former keys is found again by the present ones.
    await cycles.open();
    cycles.wantSweep();
  }

  function expectFollowed(site: JiraSite): void {
    const [from, to] = [parts.project.key(), site.project];
    if (from === to) return;
    throw new Failure('transient', `Jira renamed project ${from} to ${to}: the next cycle renames its tickets here`);
  }

  return {
    ...cycles,
    async run(site, request, report) {
      await follow(site);
      await cycles.run(site, request, report);
    },
    async request(site, request, key, report) {
      await follow(site);
      return cycles.request(site, request, key, report);
    },
    async resolve(site, request, report) {
      await follow(site);
      return cycles.resolve(site, request, report);
    },
    async undo(site, request, report) {
      await follow(site);
      return cycles.undo(site, request, report);
    },
    async preview(site) {
      expectFollowed(site);
      return cycles.preview(site);
    },
    async look(site, ref) {
      expectFollowed(site);
      return cycles.look(site, ref);
    },
    async why(site, question) {
      expectFollowed(site);
      return cycles.why(site, question);
    },
  };
}
