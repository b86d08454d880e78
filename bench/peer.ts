// What others mask in text: secretlint's recommended rules and LogTape's patterns, where `bench/peers` is installed.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const PEERS = ['secretlint', 'logtape'] as const;
export type PeerName = (typeof PEERS)[number];

/** Masks whole lines. */
export type Peer = (text: string) => Promise<string>;

const resolver = createRequire(path.join(import.meta.dirname, 'peers/package.json'));

/** `undefined` where the package is not installed: `npm ci --ignore-scripts --prefix bench/peers`. */
async function installed(name: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    return (await import(pathToFileURL(resolver.resolve(name)).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

export async function peer(name: PeerName): Promise<Peer | undefined> {
  return name === 'secretlint' ? secretlint() : logtape();
}

interface LintResult {
  readonly messages: readonly { readonly range: readonly [number, number] }[];
}

type LintSource = (asked: {
  readonly source: {
    readonly filePath: string;
    readonly ext: string;
    readonly contentType: 'text';
    readonly content: string;
  };
  readonly options: {
    readonly noPhysicFilePath: boolean;
    readonly config: { readonly rules: readonly { readonly id: string; readonly rule: unknown }[] };
  };
}) => Promise<LintResult>;

const PRESET = '@secretlint/secretlint-rule-preset-recommend';

/** Its core finds and does not mask: stars are written over what it reports. */
async function secretlint(): Promise<Peer | undefined> {
  const [core, preset] = await Promise.all([installed('@secretlint/core'), installed(PRESET)]);
  if (core === undefined || preset === undefined) return undefined;
  const lint = core['lintSource'] as LintSource;
  const config = { rules: [{ id: PRESET, rule: preset['creator'] }] };
  return async (content) => {
    const source = { filePath: 'app.log', ext: '.log', contentType: 'text', content } as const;
    const { messages } = await lint({ source, options: { noPhysicFilePath: true, config } });
    let text = '';
    let at = 0;
    for (const { range } of messages.toSorted((a, b) => a.range[0] - b.range[0])) {
      const [start, end] = [Math.max(at, range[0]), Math.max(at, range[1])];
      text += content.slice(at, start) + '*'.repeat(end - start);
      at = end;
    }
    return text + content.slice(at);
  };
}

type LogTapeFormatter = (record: { readonly message: readonly string[] }) => string;
type RedactByPattern = (formatter: LogTapeFormatter, patterns: readonly unknown[]) => LogTapeFormatter;

const PATTERNS = [
  'CREDIT_CARD_NUMBER_PATTERN',
  'EMAIL_ADDRESS_PATTERN',
  'JWT_PATTERN',
  'US_SSN_PATTERN',
  'KR_RRN_PATTERN',
];

/** All patterns that it ships; its redaction by fields needs records, where we have lines. */
async function logtape(): Promise<Peer | undefined> {
  const redaction = await installed('@logtape/redaction');
  if (redaction === undefined) return undefined;
  const byPattern = redaction['redactByPattern'] as RedactByPattern;
  const format = byPattern(
    ({ message }) => message.join(''),
    PATTERNS.map((name) => redaction[name]),
  );
  return (text) =>
    Promise.resolve(
      text
        .split('\n')
        .map((line) => format({ message: [line] }))
        .join('\n'),
    );
}
