// Reads the rules that a user has brought for detect, and says what of them is not used.
import type { CoverageEntry } from '@watertight/engine';
import type { ImportedRule } from '@watertight/sources';
import { UserError } from './exit-code.ts';
import { readNamed } from './read-named.ts';

export interface BroughtRules {
  readonly rules: readonly ImportedRule[];
  /** Each rule, and each setting of a file, that is not used. */
  readonly coverage: readonly CoverageEntry[];
}

/** Bytes of a file of rules. */
const RULES_BYTES_MAX = 16 * 1024 * 1024;

/** Throws a UserError for a file that cannot be read, is too long or no TOML, and where two files have rules of one id. */
export async function broughtRules(files: readonly string[]): Promise<BroughtRules> {
  const rules: ImportedRule[] = [];
  const coverage: CoverageEntry[] = [];
  for (const file of files) {
    const read = await rulesOf(file);
    for (const { what, line, reason } of read.refusals)
      coverage.push({ source: file, what, state: 'not-read', reason, file, line });
    const twin = read.rules.find(({ id }) => rules.some((known) => known.id === id));
    if (twin !== undefined)
      throw new UserError(
        `${file}: another file has a rule ${twin.id.slice('rule:'.length)}, too`,
        'Give one of them another id.',
      );
    rules.push(...read.rules);
  }
  return { rules, coverage };
}

async function rulesOf(file: string): ReturnType<typeof readRules> {
  const bytes = await readNamed(file, 'Give a file that you may read.');
  if (bytes.length > RULES_BYTES_MAX)
    throw new UserError(`${file} has more than ${RULES_BYTES_MAX} bytes`, 'Give a file of rules.');
  return readRules(file, bytes.toString());
}

async function readRules(file: string, text: string) {
  const { importedRules } = await import('@watertight/sources');
  const read = await importedRules(text);
  if ('rules' in read) return read;
  throw new UserError(
    `${file}:${read.line}: this is no TOML`,
    'Give rules as gitleaks has them: [[rules]] with id and regex.',
  );
}
