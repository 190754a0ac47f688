import type { Io } from '../io.ts';

export type Progress = {
  show(done: number, total: number | null): void;
  end(): void;
};

/** A counter that stays on its line; silent where stderr is no terminal. */
export function showProgress({ err, errIsTerminal }: Pick<Io, 'err' | 'errIsTerminal'>, what: string): Progress {
  let shown = false;
  return {
    show(done, total) {
      if (!errIsTerminal) return;
      shown = true;
      err(`\r\u001b[K${total === null ? `${done} ${what}` : `${done} of ${total} ${what}`}`);
    },
    end() {
      if (shown) err('\r\u001b[K');
      shown = false;
    },
  };
}
