// What a measured process tells the one that started it: one line of JSON.

export interface Measured extends Time {
  /** Proof that the work was done. */
  readonly objects: number;
  /** Seconds by stage, in order. */
  readonly stages?: Readonly<Record<string, number>>;
}

/** Largest resident memory so far, in bytes. */
export function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** Time since a start. `cpu` counts all threads, and hardly changes when other programs run beside. */
export interface Time {
  readonly seconds: number;
  readonly cpu: number;
}

/** Time since the call. */
export function stopwatch(): () => Time {
  const start = process.hrtime.bigint();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { seconds: Number(process.hrtime.bigint() - start) / 1e9, cpu: (user + system) / 1e6 };
  };
}

export function report(measured: Measured): void {
  console.log(JSON.stringify({ ...measured, memory: peakMemory() }));
}
