// Finds what a lock file leaves out: `npm ci` refuses a lock without every optional package of every platform.

/** One entry of `packages` in package-lock.json, as far as it matters here. */
export interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[] | string;
  readonly cpu?: readonly string[] | string;
  readonly libc?: readonly string[] | string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export type LockPackages = Readonly<Record<string, LockEntry>>;

export interface Missing {
  readonly by: string;
  readonly name: string;
  readonly range: string;
}

const EXACT = /^\d+\.\d+\.\d+$/;

/** The entry that Node's lookup from `by` upwards finds for `name`. */
function resolved(packages: LockPackages, by: string, name: string): LockEntry | undefined {
  const parts = by === '' ? [] : by.split('/node_modules/');
  for (let length = parts.length; length > 0; length--) {
    const found = packages[`${parts.slice(0, length).join('/node_modules/')}/node_modules/${name}`];
    if (found !== undefined) return found;
  }
  return packages[`node_modules/${name}`];
}

/** True when the lock has what is asked for; of an exact version, that very one. */
function resolves(packages: LockPackages, { by, name, range }: Missing): boolean {
  const entry = resolved(packages, by, name);
  return entry !== undefined && (entry.version === undefined || !EXACT.test(range) || entry.version === range);
}

export function missing(packages: LockPackages): Missing[] {
  return Object.entries(packages).flatMap(([by, entry]) =>
    Object.entries({ ...entry.dependencies, ...entry.optionalDependencies })
      .map(([name, range]) => ({ by, name, range }))
      .filter((item) => !resolves(packages, item)),
  );
}

const PLATFORM =
  /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/;
const WASM = /-wasm32-wasi$/;

function libcOf(suffix: string | undefined): string[] {
  if (suffix?.startsWith('musl') === true) return ['musl'];
  return suffix?.startsWith('gnu') === true ? ['glibc'] : [];
}

/** The entry of a package that is for one platform only, as its name says; undefined for other names. */
export function platformEntry({ by, name, range }: Missing, packages: LockPackages): LockEntry | undefined {
  const [, os, cpu, suffix] = PLATFORM.exec(name) ?? [];
  const isWasm = WASM.test(name);
  if ((os === undefined && !isWasm) || !EXACT.test(range)) return undefined;
  const libc = os === 'linux' ? libcOf(suffix) : [];
  return {
    version: range,
    cpu: [cpu ?? 'wasm32'],
    ...(packages[by]?.dev === true ? { dev: true } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    ...(os === undefined ? {} : { os: [os] }),
  };
}

/** The packages with an entry for every missing one that its name describes; sorted as npm sorts. */
export function completed(packages: LockPackages): LockPackages {
  const all = new Map(Object.entries(packages));
  for (const item of missing(packages)) {
    const entry = platformEntry(item, packages);
    // Beside everything else where the place is free, else below the package that asks for this version.
    const shared = `node_modules/${item.name}`;
    if (entry !== undefined) all.set(all.has(shared) ? `${item.by}/${shared}` : shared, entry);
  }
  return Object.fromEntries([...all].toSorted(([a], [b]) => a.localeCompare(b, 'en')));
}
