// Kubernetes versions as minor numbers, for gates that depend on them.

/** Oldest and newest minor version whose authorizers are modelled: 1.29 and 1.37. */
export const OLDEST_MINOR = 29;
export const NEWEST_MINOR = 37;

const VERSION = /^v?1\.(\d+)/;

/** The minor number of `1.31`, `v1.31.4-eks`; `undefined` when the text is no version of Kubernetes 1. */
export function minorOf(version: string): number | undefined {
  const minor = VERSION.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

/** The minor versions to consider: the given one, held within what is modelled, or all of them when it is unknown. */
export function minorsToConsider(version: string): readonly number[] {
  const minor = minorOf(version);
  if (minor !== undefined) return [Math.min(Math.max(minor, OLDEST_MINOR), NEWEST_MINOR)];
  return Array.from({ length: NEWEST_MINOR - OLDEST_MINOR + 1 }, (_, index) => OLDEST_MINOR + index);
}
