import { readFileSync } from 'node:fs';

/** Resident memory of a process in megabytes, now and at its peak; null once it is gone, or where the system does not tell. */
export function readMemory(pid: number): { readonly nowMb: number; readonly peakMb: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [now, peak] = [/^VmRSS:\s+(\d+) kB/m, /^VmHWM:\s+(\d+) kB/m].map((line) => line.exec(status)?.[1]);
    return now === undefined || peak === undefined
      ? null
      : { nowMb: Number(now) / 1_024, peakMb: Number(peak) / 1_024 };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
