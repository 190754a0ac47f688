import type { Io } from '../io.ts';

export type Progress = {
  show(done: number, total: number | null): void;
  end(): void;
};

/** A counter that stays on its line, with the minutes that are left; silent where stderr is no terminal. */
export function showProgress(
  { err, errIsTerminal }: Pick<Io, 'err' | 'errIsTerminal'>,
  what: string,
  clock: () => number = Date.now,
): Progress {
  let shown = false;
  let first: { readonly done: number; readonly atMs: number } | null = null;
  return {
    show(done, total) {
      if (!errIsTerminal) return;
      shown = true;
      first ??= { done, atMs: clock() };
      const left = total === null ? '' : timeLeft(done - first.done, total - done, clock() - first.atMs);
      err(`\r\u001b[K${total === null ? `${done} ${what}` : `${done} of ${total} ${what}${left}`}`);
    },
    end() {
      if (shown) err('\r\u001b[K');
      shown = false;
    },
  };
}

/** By the pace since the first that was shown; what was done by an earlier run says nothing of it. */
function timeLeft(done: number, left: number, tookMs: number): string {
  if (done <= 0 || left <= 0) return '';
  const minutes = Math.ceil((left * tookMs) / done / 60_000);
  return minutes <= 1 ? ', about a minute left' : `, about ${minutes} minutes left`;
}
