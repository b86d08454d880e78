// Writes the skeleton of a technique or check: complete in form, and failing until its examples are filled in.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { entryId, type EntryKind, FOLDERS, TECHNIQUE_FILE } from '../repo-rules/entries.ts';
import { generate } from './generate.ts';

const CHECK_FILE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;

/** A request that cannot be carried out; its message says what is wrong and what to do. */
export class ScaffoldError extends Error {}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function techniqueText(name: string, id: string, title: string): string {
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
  const exported = name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const example = (label: string) => `      { name: ${quoted(label)}, manifests: '' },\n`;
  return `// ${title}: say in one sentence what this check finds.
import type { Check } from './check.ts';

export const ${exported}: Check = {
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
    demand(CHECK_FILE.test(name), `"${name}" is no check's name: lower-case words with dashes, as in pod-privileged`);
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
  const id = entryId(kind, name);
  writeFileSync(absolute, kind === 'technique' ? techniqueText(name, id, title) : checkText(name, title));
  const { changes } = await generate(root);
  return [`wrote ${file}`, ...changes, ...nextSteps(kind, file)];
}

function nextSteps(kind: EntryKind, file: string): string[] {
  const rule =
    kind === 'technique'
      ? 'asks, rules and explain; add its rule to testbed/verifier'
      : 'find, with a fix for each failure';
  return [
    '',
    'Next:',
    `  1. Fill the examples in ${file} first: they are the test and the page.`,
    `  2. Write why, references and ${rule}.`,
    '  3. npm run generate && npm test',
  ];
}
