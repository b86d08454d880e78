// What the launcher's start offers to TypeScript.

/** The first part of the bundle that the command would run, or undefined where it runs from source. */
export function bundleIn(root?: URL): string | undefined;
