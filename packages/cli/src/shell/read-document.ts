// Reads a YAML or JSON file that an option names.
import { type Json, readYaml } from '@watertight/syntax';
import { UserError } from './exit-code.ts';
import { readNamedText } from './read-named.ts';

export interface DocumentLimits {
  readonly charactersMax: number;
  /** What to do where the file cannot be read, and where it is too long. */
  readonly hint: string;
  readonly tooLongHint: string;
}

export interface NamedDocument {
  readonly text: string;
  /** An empty map for an empty file. */
  readonly value: Json;
}

/** Throws a UserError for a file that cannot be read, is too long or is no YAML. */
export async function readDocument(file: string, limits: DocumentLimits): Promise<NamedDocument> {
  const { charactersMax, hint, tooLongHint } = limits;
  const text = await readNamedText(file, hint);
  if (text.length > charactersMax)
    throw new UserError(`${file} is longer than ${charactersMax} characters`, tooLongHint);
  const { value, problems } = readYaml(text);
  const [problem] = problems;
  if (problem === undefined) return { text, value: value ?? {} };
  throw new UserError(`${file}:${problem.line}:${problem.column}: ${problem.reason}`, 'Correct the YAML.');
}
