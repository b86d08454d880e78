// Loads the engine with one mutant's replacement in its sources: no copy, the module loader changes the text.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Engine } from '../our-answers.ts';
import type { Mutant } from './mutant.ts';

export const ENGINE_FOLDER = path.join(import.meta.dirname, '../../../packages/engine/src');
const ENGINE_URL = `${pathToFileURL(ENGINE_FOLDER).href}/`;
/** Marks the modules of one mutant, so that each mutant has its own. */
const MARK = '?mutant=';

/** The file's text with the replacement. @throws when the text to replace does not stand in it exactly once. */
export function mutatedText({ name, file, from, to }: Mutant): string {
  const text = readFileSync(path.join(ENGINE_FOLDER, file), 'utf8');
  const parts = text.split(from);
  if (parts.length !== 2)
    throw new Error(`mutant "${name}": the text to replace stands ${parts.length - 1} times in ${file}`);
  return parts.join(to);
}

const mutants: Mutant[] = [];
let isHooked = false;

function hookLoader(): void {
  if (isHooked) return;
  isHooked = true;
  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      const [, mark] = context.parentURL?.split(MARK) ?? [];
      const isOurs = resolved.url.startsWith(ENGINE_URL) && resolved.url.endsWith('.ts');
      return mark === undefined || !isOurs ? resolved : { ...resolved, url: `${resolved.url}${MARK}${mark}` };
    },
    load(url, context, next) {
      const [plain = '', mark] = url.split(MARK);
      if (mark === undefined) return next(url, context);
      const mutant = mutants[Number(mark)];
      const file = plain.slice(ENGINE_URL.length);
      const source = mutant?.file === file ? mutatedText(mutant) : readFileSync(fileURLToPath(plain), 'utf8');
      return { format: 'module-typescript', source, shortCircuit: true };
    },
  });
}

/** The mutated engine. Works in a process of Node itself, not where a test runner loads modules in its own way. */
export async function loadMutant(mutant: Mutant): Promise<Engine> {
  hookLoader();
  const mark = `${MARK}${mutants.push(mutant) - 1}`;
  const load = (file: string): Promise<unknown> => import(`${ENGINE_URL}${file}${mark}`);
  const parts = await Promise.all(['access/can.ts', 'access/covers.ts', 'kube/facts-builder.ts'].map(load));
  return Object.assign({}, ...(parts as object[])) as Engine;
}
