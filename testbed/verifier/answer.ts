// The hand-written answer beside an example, and what differs between it and an answer of the engine.
import { readFileSync, readdirSync } from 'node:fs';
import type { Path } from './path.ts';

const EXAMPLES = new URL('../../examples/', import.meta.url);

export interface ReaderRow {
  readonly id: string;
  readonly certainty: string;
  readonly hops: number;
  readonly techniques: readonly string[];
  readonly declared: boolean;
}

export interface SecretAnswer {
  readonly exposed: boolean;
  /** Absent where nothing is exposed. */
  readonly severity?: string;
  /** Every reader that is not `expected`, by id. */
  readonly readers: readonly ReaderRow[];
}

export interface CanRow {
  readonly as: string;
  readonly verb: string;
  readonly group?: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly query?: string;
  readonly allowed: boolean;
}

export interface Answer {
  /** One sentence that a person reads. */
  readonly about: string;
  readonly kubernetesVersion?: string;
  readonly secrets: Readonly<Record<string, SecretAnswer>>;
  readonly can?: readonly CanRow[];
  /** `VERDICT FROM > TO PORT/PROTOCOL [CNI]`: what `can-connect` must say. */
  readonly connects?: readonly string[];
  /** `STATE FROM > TO PORT/PROTOCOL`: how `can-connect` must say that it is encrypted; `none` for no word. */
  readonly transits?: readonly string[];
  /** `VERDICT FROM > TO PORT/PROTOCOL`: whether the mesh must take it; `none` where no policy of the mesh has a say. */
  readonly admissions?: readonly string[];
  /** Coverage entries that must stand: what could not be read, or only in part. */
  readonly coverage?: readonly { readonly file: string; readonly state: string }[];
  /** `check-id object-id` that `scan` must find. */
  readonly findings?: readonly string[];
  /** `check-id object-id` that `scan` must not find. */
  readonly absentFindings?: readonly string[];
}

/** What the engine says of one asset, as far as answers speak of it. */
export interface EngineAsset {
  readonly asset: string;
  readonly inInput: boolean;
  readonly readers: readonly {
    readonly id: string;
    readonly certainty: string;
    readonly hops: number;
    readonly expected: boolean;
    readonly declared: boolean;
    readonly path: Path & { readonly severity: string };
  }[];
}

export function exampleNames(): string[] {
  return readdirSync(EXAMPLES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

export function exampleFolder(name: string): string {
  return new URL(name, EXAMPLES).pathname;
}

export function readAnswer(name: string): Answer {
  return JSON.parse(readFileSync(new URL(`${name}.answer.json`, EXAMPLES), 'utf8')) as Answer;
}

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];

/** An engine's answer in the form of a hand-written one; Secrets that the input only refers to are left out. */
export function answerOf(assets: readonly EngineAsset[]): Record<string, SecretAnswer> {
  return Object.fromEntries(
    assets
      .filter(({ inInput }) => inInput)
      .map(({ asset, readers }) => {
        const open = readers.filter(({ expected, declared }) => !expected && !declared);
        const severity = SEVERITIES[Math.min(...open.map(({ path }) => SEVERITIES.indexOf(path.severity)))];
        const rows = readers
          .filter(({ expected }) => !expected)
          .map(({ id, certainty, hops, declared, path }) => ({
            id,
            certainty,
            hops,
            techniques: path.steps.map(({ technique }) => technique),
            declared,
          }));
        return [
          asset,
          {
            exposed: open.length > 0,
            ...(severity !== undefined && { severity }),
            readers: rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
          },
        ];
      }),
  );
}
