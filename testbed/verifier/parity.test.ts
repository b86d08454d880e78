// A technique without a rule of the verifier is not proved: the folder of techniques and the rules are held together.
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { exampleNames, readAnswer } from './answer.ts';
import { rules } from './rules/all.ts';

const TECHNIQUES = new URL('../../packages/engine/src/techniques/', import.meta.url);

/** Files that are one technique open with their id: `a1-get.ts`, `b14-approve-certificate.ts`. */
const TECHNIQUE_FILE = /^([a-z]\d+)-[\w-]+(?<!\.test)\.ts$/;

function techniqueIds(): string[] {
  return readdirSync(TECHNIQUES, { recursive: true, encoding: 'utf8' })
    .map((file) => TECHNIQUE_FILE.exec(file.split('/').at(-1) ?? '')?.[1]?.toUpperCase())
    .filter((id) => id !== undefined)
    .toSorted();
}

it('has a rule for every technique', () => {
  expect(techniqueIds()).not.toEqual([]);
  expect(techniqueIds().filter((id) => rules[id] === undefined)).toEqual([]);
});

it('knows every technique that an example names', () => {
  const named = new Set(
    exampleNames().flatMap((name) =>
      Object.values(readAnswer(name).secrets).flatMap(({ readers }) => readers.flatMap(({ techniques }) => techniques)),
    ),
  );
  expect([...named].filter((id) => rules[id] === undefined)).toEqual([]);
});
