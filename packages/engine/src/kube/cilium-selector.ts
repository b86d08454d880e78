// Keys of Cilium's selectors: a label may be written with its source before it.

/** A key without its source. https://docs.cilium.io/en/stable/gettingstarted/terminology/#label-source */
export function bareKey(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}

/** Where misplaced fields belong is said of NetworkPolicies only. */
export const NO_HOMES: Readonly<Record<string, string>> = {};
