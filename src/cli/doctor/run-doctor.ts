import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { CHECKS } from './checks.ts';
import { doctorLines } from './doctor-lines.ts';
import { examine } from './examine.ts';
import { openSite } from './site.ts';

/** Looks at everything that can be reached from here. 0: all is well, 3: warnings, 1: something does not work. */
export async function runDoctor(context: Context): Promise<ExitCode> {
  const { io, colors } = context;
  const site = await openSite(io, Date.now);
  try {
    const found = await examine(site, CHECKS);
    const count = (level: string) => found.filter((each) => each.level === level).length;
    const document = { failed: count('failed'), warnings: count('warning'), findings: found };
    writeResult(context, document, () => doctorLines(found, colors, io.outColumns));
    if (document.failed > 0) return EXIT.failed;
    return document.warnings > 0 ? EXIT.pending : EXIT.done;
  } finally {
    await site.close();
  }
}
