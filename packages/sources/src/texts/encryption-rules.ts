// Which files a repository says are encrypted: the creation rules of SOPS and the attributes of git-crypt.
import { posix } from 'node:path';
import { Script } from 'node:vm';
import { childOf, textOf, yamlDocument } from './document.ts';
import { PATTERN_MS } from './limits.ts';

/** A file of rules, as shown, and its text. */
export interface RulesFile {
  readonly file: string;
  readonly text: string;
}

export interface MustBeEncrypted {
  readonly paths: ReadonlySet<string>;
  /** Rules files with a pattern that could not be tried. */
  readonly untried: readonly string[];
}

const SOPS_RULES = '.sops.yaml';
const GIT_ATTRIBUTES = '.gitattributes';

/** Names of files of rules. */
export const RULES_FILES: readonly string[] = [SOPS_RULES, GIT_ATTRIBUTES];

/** True for files of rules themselves, which stay readable. */
export function isRulesFile(path: string): boolean {
  return RULES_FILES.includes(posix.basename(path));
}

/** Which of the paths, as shown, must be encrypted by the words of the rules files. */
export function mustBeEncrypted(rules: readonly RulesFile[], all: readonly string[]): MustBeEncrypted {
  const paths = new Set<string>();
  const untried = new Set<string>();
  for (const { file, text } of rules) {
    const below = all.filter((path) => !isRulesFile(path)).flatMap((path) => pathBelow(file, path) ?? []);
    const fits = posix.basename(file) === SOPS_RULES ? sopsFits(text, below) : gitCryptFits(text, below);
    if (fits.includes(undefined)) untried.add(file);
    for (const [index, { path }] of below.entries()) if (fits[index] === true) paths.add(path);
  }
  return { paths, untried: [...untried] };
}

interface BelowPath {
  readonly path: string;
  /** From the folder of the rules file. */
  readonly inside: string;
}

/** Undefined where the file is not below the folder of the rules file. */
function pathBelow(rulesFile: string, path: string): BelowPath | undefined {
  const prefix = rulesFile.slice(0, rulesFile.lastIndexOf('/') + 1);
  return path.startsWith(prefix) ? { path, inside: path.slice(prefix.length) } : undefined;
}

type Fits = readonly (boolean | undefined)[];

/**
 * https://getsops.io/docs/#using-sops-yaml-conf-to-select-kms-pgp-and-age-for-new-files: `path_regex` is matched anywhere in the
 * path below the file's folder. A rule without one says which keys to take, not which files.
 */
function sopsFits(text: string, below: readonly BelowPath[]): Fits {
  const rules = childOf(yamlDocument(text), 'creation_rules');
  const forms = rules?.kind === 'list' ? rules.items.flatMap((rule) => textOf(rule, 'path_regex') ?? []) : [];
  const tried = forms.map((form) => test(form, below));
  return below.map((_, index) => {
    const said = tried.map((fits) => fits?.[index]);
    return said.includes(true) ? true : said.includes(undefined) ? undefined : false;
  });
}

/** https://git-scm.com/docs/gitattributes: the last line that fits a path and says something of `filter` counts. */
function gitCryptFits(text: string, below: readonly BelowPath[]): Fits {
  const lines = text.split('\n').flatMap((line) => {
    const [pattern = '', ...attributes] = line.trim().split(/\s+/);
    const filter = attributes.findLast((word) => /^[-!]?filter(?:$|=)/.test(word));
    if (pattern === '' || pattern.startsWith('#') || filter === undefined) return [];
    return [{ fits: test(gitPattern(pattern), below), isCrypt: /^filter=git-crypt(?:-|$)/.test(filter) }];
  });
  return below.map((_, index) => {
    if (lines.some(({ fits, isCrypt }) => fits === undefined && isCrypt)) return undefined;
    return lines.findLast(({ fits }) => fits?.[index] === true)?.isCrypt === true;
  });
}

/**
 * Whether the pattern fits each path; undefined where it is no pattern or takes too long, since it comes from the input and may be
 * made to take for ever. Go's syntax, which SOPS uses, is JavaScript's but for few constructs.
 */
function test(form: string, below: readonly BelowPath[]): readonly boolean[] | undefined {
  const paths = JSON.stringify(below.map(({ inside }) => inside));
  const source = `const form = new RegExp(${JSON.stringify(form)}); ${paths}.map((path) => form.test(path))`;
  try {
    return [...(new Script(source).runInNewContext({}, { timeout: PATTERN_MS }) as boolean[])];
  } catch {
    return undefined;
  }
}

/** The pattern as a regular expression: no star crosses a `/`, and `**` between slashes stands for any folders. */
function gitPattern(pattern: string): string {
  const parts = pattern.replace(/^\//, '').split('/');
  const last = parts.length - 1;
  const forms = parts.map((text, index) => {
    if (text === '**') return index === last ? '.+' : '(?:[^/]+/)*';
    return escaped(text) + (index === last ? '' : '/');
  });
  return `${pattern.includes('/') ? '^' : '(?:^|/)'}${forms.join('')}$`;
}

/** One name with `*`, `?` and sets. */
function escaped(text: string): string {
  return text
    .replace(/[.+^${}()|\\]/g, String.raw`\$&`)
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
}
