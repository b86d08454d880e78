// Writes the skeleton of a technique, check or detector: complete in form, and failing until its examples are filled in.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { entryId, type EntryKind, FOLDERS, TECHNIQUE_FILE } from '../repo-rules/entries.ts';
import { generate } from './generate.ts';

const NAMES: Readonly<Record<EntryKind, string>> = {
  technique: 'b99-bind-role',
  check: 'pod-privileged',
  detector: 'github-personal-access-token',
};
const DASHED_FILE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;

/** A request that cannot be carried out; its message says what is wrong and what to do. */
export class ScaffoldError extends Error {}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function camelCase(name: string): string {
  return name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function techniqueText(name: string, title: string): string {
  const id = entryId('technique', name);
  const example = (label: string, certainty: string) =>
    `      { name: ${quoted(label)}, manifests: '', from: '', to: ''${certainty} },\n`;
  return `// ${id} ${title}: say in one sentence what this technique is.
import type { Technique } from '../graph/rule-types.ts';

export const ${name.split('-')[0]}: Technique = {
  id: ${quoted(id)},
  title: ${quoted(title)},
  why: '',
  fix: '',
  references: [],
  asks: {},
  rules: [],
  explain: () => ({ because: '', conditions: [] }),
  examples: {
    exposed: [
${example('replace: the plain case', ", certainty: 'certain'")}${example('replace: another way to hold it', ", certainty: 'certain'")}    ],
    safe: [
${example('replace: one field differs', '')}${example('replace: another field differs', '')}${example('replace: a neighbour that looks alike', '')}    ],
  },
};
`;
}

function checkText(name: string, title: string): string {
  const example = (label: string) => `      { name: ${quoted(label)}, manifests: '' },\n`;
  return `// ${title}: say in one sentence what this check finds.
import type { Check } from './check.ts';

export const ${camelCase(name)}: Check = {
  id: ${quoted(name)},
  title: ${quoted(title)},
  why: '',
  severity: 'medium',
  maps: {},
  references: [],
  find: () => [],
  examples: {
    exposed: [
${example('replace: the plain case')}${example('replace: another way to write it')}    ],
    safe: [
${example('replace: one field differs')}${example('replace: another field differs')}${example('replace: a neighbour that looks alike')}    ],
  },
};
`;
}

function detectorText(name: string, title: string): string {
  const example = "      '',\n";
  return `// ${title}: say in one sentence what a match is.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const ${camelCase(name)}: Detector = {
  id: ${quoted(name)},
  title: ${quoted(title)},
  class: 'token',
  reference: 'https://',
  ...shaped({ shapes: ['prefix_{alnum:32}'] }),
  examples: {
    positive: [
${example.repeat(EXAMPLES_MIN)}    ],
    negative: [
${example.repeat(EXAMPLES_MIN)}    ],
  },
};
`;
}

const EXAMPLES_MIN = 3;
const TEXTS: Readonly<Record<EntryKind, (name: string, title: string) => string>> = {
  technique: techniqueText,
  check: checkText,
  detector: detectorText,
};

function demand(condition: boolean, message: string): void {
  if (!condition) throw new ScaffoldError(message);
}

function validate(kind: EntryKind, name: string, title: string): void {
  if (kind === 'technique') {
    demand(
      TECHNIQUE_FILE.test(name),
      `"${name}" is no technique's name: letter and number of the catalogue, then words, as in b99-bind-role`,
    );
  } else {
    demand(
      DASHED_FILE.test(name),
      `"${name}" is no ${kind}'s name: lower-case words with dashes, as in ${NAMES[kind]}`,
    );
  }
  demand(/^\S[^\n]*\S$/.test(title), 'a title in one line is needed, as in "Bind a stronger role"');
}

/** Writes the file and what is generated from it; returns the lines to show. Throws `ScaffoldError`. */
export async function scaffold(root: string, kind: EntryKind, name: string, title: string): Promise<string[]> {
  validate(kind, name, title);
  const file = `${FOLDERS[kind]}/${name}.ts`;
  const absolute = path.join(root, file);
  demand(!existsSync(absolute), `${file} exists already; choose another name or edit it`);
  mkdirSync(path.dirname(absolute), { recursive: true });
  writeFileSync(absolute, TEXTS[kind](name, title));
  const { changes } = await generate(root);
  return [`wrote ${file}`, ...changes, ...nextSteps(kind, file)];
}

const PARTS: Readonly<Record<EntryKind, string>> = {
  technique: 'why, references and asks, rules and explain; add its rule to testbed/verifier',
  check: 'why, references and find, with a fix for each failure',
  detector: 'reference and shapes, as the issuer documents them',
};

function nextSteps(kind: EntryKind, file: string): string[] {
  return [
    '',
    'Next:',
    `  1. Fill the examples in ${file} first: they are the test and the page.`,
    `  2. Write ${PARTS[kind]}.`,
    '  3. npm run generate && npm test',
  ];
}
