// A technique or check is complete: its id fits its file, its words are there, and its examples are enough.

/** What techniques and checks have in common. */
export interface Described {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly fix?: string;
  readonly references: readonly string[];
  readonly rules?: readonly unknown[];
  readonly examples: { readonly exposed: readonly Example[]; readonly safe: readonly Example[] };
}

interface Example {
  readonly name: string;
  readonly manifests: string;
}

const EXPOSED_MIN = 2;
const SAFE_MIN = 3;

/** Faults in the words. */
export function wordingFaults(value: Described): string[] {
  const faults: string[] = [];
  for (const field of ['title', 'why', 'fix'] as const)
    if (value[field]?.trim() === '') faults.push(`${field} is empty`);
  if (value.references.length === 0) faults.push('names no reference');
  return faults;
}

/** Faults in the examples. An entry without rules gives nothing, so there is nothing to expose: its page says why. */
export function exampleFaults(value: Described): string[] {
  const { exposed, safe } = value.examples;
  const faults: string[] = [];
  if (value.rules?.length !== 0) {
    if (exposed.length < EXPOSED_MIN) faults.push(`has ${exposed.length} exposed examples, needs ${EXPOSED_MIN}`);
    if (safe.length < SAFE_MIN) faults.push(`has ${safe.length} safe examples, needs ${SAFE_MIN}`);
  }
  const all = [...exposed, ...safe];
  for (const { name, manifests } of all) if (manifests.trim() === '') faults.push(`example "${name}" has no manifests`);
  if (new Set(all.map(({ name }) => name)).size < all.length) faults.push('two examples share a name');
  return faults;
}

/** Folders of examples without an answer beside them, and answers without a folder. */
export function exampleFolderFaults(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  const answers = new Set<string>();
  for (const file of paths) {
    const [, folder] = /^examples\/([^/]+)\/.+$/.exec(file) ?? [];
    const [, answer] = /^examples\/([^/]+)\.answer\.json$/.exec(file) ?? [];
    if (folder !== undefined) folders.add(folder);
    if (answer !== undefined) answers.add(answer);
  }
  return [
    ...[...folders].filter((name) => !answers.has(name)).map((name) => `examples/${name}: has no ${name}.answer.json`),
    ...[...answers]
      .filter((name) => !folders.has(name))
      .map((name) => `examples/${name}.answer.json: has no folder ${name}`),
  ];
}
