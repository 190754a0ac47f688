/** What was seen of workflows: which statuses lead where, by issue type. It only orders what to try; Jira decides. */
export class WorkflowMemory {
  readonly #ways = new Map<string, ReadonlyMap<string, readonly string[]>>();

  /** Notes the statuses that a status was seen to lead to. */
  learn(type: string, status: string, to: readonly string[]): void {
    this.#ways.set(type, new Map(this.#ways.get(type)).set(status, to));
  }

  /**
   * How many transitions lead from one status to another, as far as was seen: `unknown` while there are statuses on the
   * way not looked at yet, `none` where all were and the goal was not among them.
   */
  distance(type: string, from: string, to: string): number | 'unknown' | 'none' {
    const known = this.#ways.get(type) ?? new Map<string, readonly string[]>();
    const visited = new Set([from]);
    let front = [from];
    let isComplete = true;
    for (let steps = 0; front.length > 0; steps += 1) {
      if (front.includes(to)) return steps;
      isComplete &&= front.every((status) => known.has(status));
      const next = new Set(front.flatMap((status) => known.get(status) ?? []));
      front = [...next].filter((status) => !visited.has(status));
      for (const status of front) visited.add(status);
    }
    return isComplete ? 'none' : 'unknown';
  }
}
