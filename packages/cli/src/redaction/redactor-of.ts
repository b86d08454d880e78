// The redactor that the options ask for.
import { readFile } from 'node:fs/promises';
import { exactMask, Finder, hashMask, type Mask, REDACTION_DETECTORS, Redactor, ruleMask } from '@watertight/detect';
import { visible } from '@watertight/report';
import { UserError } from '../shell/exit-code.ts';
import { knownFrom } from './known-from.ts';

export interface RedactorSettings {
  readonly mask: 'exact' | 'rule' | 'hash';
  readonly keyFile?: string;
  readonly knownFrom: readonly string[];
}

/** Says on stderr which known values are not looked for. */
export async function redactorOf(settings: RedactorSettings): Promise<Redactor> {
  return new Redactor({ finder: await finderOf(settings), mask: await maskOf(settings) });
}

export async function finderOf({ knownFrom: places }: RedactorSettings): Promise<Finder> {
  const known = await knownFrom(places);
  for (const name of known?.excluded ?? []) process.stderr.write(`short or common, not looked for: ${visible(name)}\n`);
  for (const place of known?.unread ?? []) process.stderr.write(`not read: ${visible(place)}\n`);
  return new Finder(REDACTION_DETECTORS, known?.values);
}

const KEY_BYTES_MIN = 16;

async function maskOf({ mask, keyFile }: RedactorSettings): Promise<Mask> {
  if (mask !== 'hash') {
    if (keyFile !== undefined)
      throw new UserError('--key-file is for --mask hash', 'Add --mask hash, or leave it out.');
    return mask === 'rule' ? ruleMask : exactMask;
  }
  if (keyFile === undefined)
    throw new UserError('--mask hash needs a key', 'Name a file that holds one with --key-file.');
  const key = await readFile(keyFile).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`cannot read ${keyFile} (${error.code ?? 'error'})`, 'Give a file that you may read.');
  });
  if (key.length >= KEY_BYTES_MIN) return hashMask(key);
  throw new UserError(
    `the key in ${keyFile} is shorter than ${KEY_BYTES_MIN} bytes`,
    'Make one: openssl rand -hex 32 > FILE.',
  );
}
