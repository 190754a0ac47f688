import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseProjectConfig, ticketFormatOf } from '../../../src/model/project-config.ts';
import type { TicketFormat } from '../../../src/model/ticket.ts';
import type { Workplace } from '../../support/people/developer-hand.ts';
import { Clone, eventually } from '../cli/workshop.ts';
import { commit, push } from '../flows/flow-site.ts';

/** A git server that is away comes back within this time. */
const PATIENCE_MS = 60_000;

/** Somebody with a clone who pushes over ssh, and tries again for as long as the server is away. */
export class Developer implements Workplace {
  readonly me = 'anna';
  readonly format: TicketFormat;
  /** What the server said to the last push. */
  heard: readonly string[] = [];
  readonly #clone: Clone;

  private constructor(clone: Clone, format: TicketFormat) {
    this.#clone = clone;
    this.format = format;
  }

  /** `url` of the repository; `ssh` is what git runs to connect. */
  static async open(path: string, { url, ssh }: { readonly url: string; readonly ssh: string }): Promise<Developer> {
    mkdirSync(path);
    const clone = new Clone(path);
    await clone.git('init', '--quiet', '--initial-branch=main');
    const settings = { 'core.sshCommand': ssh, 'user.name': 'anna', 'user.email': 'anna@example.com' };
    for (const [name, value] of Object.entries(settings)) await clone.git('config', name, value);
    await clone.git('remote', 'add', 'origin', url);
    await fetchAndReset(clone);
    const reading = parseProjectConfig(clone.read('.tract/config.yaml'));
    if (reading.kind === 'invalid') throw new Error(reading.problems.join('\n'));
    return new Developer(clone, ticketFormatOf(reading.config));
  }

  /** The branch as the server has it. */
  async pull(): Promise<void> {
    await eventually(
      () => fetchAndReset(this.#clone).then(() => null, String),
      (failure) => failure === null,
      PATIENCE_MS,
    );
  }

  async push(edits: Edits): Promise<void> {
    for (;;) {
      await this.pull();
      for (const edit of await edits(async (path) => this.read(path))) {
        if (edit.kind === 'put') this.#clone.write(edit.path, edit.content);
        else await this.#clone.git('rm', '--quiet', '--', edit.path);
      }
      await commit(this.#clone);
      const mine = await this.tip();
      const { code, remote } = await push(this.#clone);
      this.heard = remote;
      if (code === 0) return;
      // The answer may be lost, and the push be there.
      await this.pull();
      if (await this.#has(mine)) return;
    }
  }

  /** '' where there is no such file. */
  read(path: string): string {
    return existsSync(join(this.#clone.path, path)) ? this.#clone.read(path) : '';
  }

  /** The names of the files of a folder, as it was pulled last. */
  async names(folder: string): Promise<readonly string[]> {
    const listed = await this.#clone.git('ls-files', '--', folder);
    return listed.split('\n').flatMap((path) => (path === '' ? [] : [path.slice(folder.length + 1)]));
  }

  /** The commit that is checked out. */
  async tip(): Promise<string> {
    return (await this.#clone.git('rev-parse', 'HEAD')).trim();
  }

  async #has(commit: string): Promise<boolean> {
    const asked = this.#clone.git('merge-base', '--is-ancestor', commit, 'HEAD');
    return asked.then(
      () => true,
      () => false,
    );
  }
}

type Edits = Parameters<Workplace['push']>[0];

async function fetchAndReset(clone: Clone): Promise<void> {
  await clone.git('fetch', '--quiet', 'origin', 'main');
  await clone.git('reset', '--quiet', '--hard', 'FETCH_HEAD');
  await clone.git('clean', '--quiet', '--force', '-d');
}
