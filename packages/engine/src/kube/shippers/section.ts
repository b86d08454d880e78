// One part of a shipper's settings, as every format of Fluent Bit and Fluentd is read into, and what its readers say of the rest.

/** Where settings stand. */
export interface SettingsKey {
  /** The key of the ConfigMap. */
  readonly name: string;
  /** RFC 6901, from the object. */
  readonly pointer: string;
}

export interface Section {
  /** Small letters: `input`, `filter`, `output`, `source`, `match`. */
  readonly type: string;
  /** What stands beside the type: a pattern of tags, the name of a label. */
  readonly argument: string;
  /** By their names in small letters; one that is repeated keeps each value. */
  readonly settings: ReadonlyMap<string, readonly string[]>;
  readonly parts: readonly Section[];
  readonly at: SettingsKey;
}

export interface SectionsRead {
  readonly sections: readonly Section[];
  /** Files that are included, by the last part of their path. */
  readonly includes: readonly string[];
}

/** The last of the values written: programs let a later one win. */
export function settingOf({ settings }: Section, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = settings.get(name)?.at(-1);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** What follows the last slash. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
