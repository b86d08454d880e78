// The redactor that the options ask for.
import {
  cardLastFourMask,
  exactMask,
  Finder,
  hashMask,
  type Mask,
  REDACTION_DETECTORS,
  Redactor,
  ruleMask,
} from '@watertight/detect';
import { visible } from '@watertight/report';
import { UserError } from '../shell/exit-code.ts';
import { readKeyFile } from '../shell/key-file.ts';
import { KnownCollector, type NotLookedFor } from './known-collector.ts';
import { addKnownFrom } from './known-from.ts';
import { addKnownFromCluster, type KnownFromClusterOptions } from './known-from-cluster.ts';
import type { Tally } from './tally.ts';

export interface RedactorSettings extends KnownFromClusterOptions {
  readonly mask: 'exact' | 'rule' | 'hash';
  readonly cardLastFour?: boolean;
  readonly keyFile?: string;
  readonly knownFrom: readonly string[];
}

/** What finds, what masks and what counts: they serve any number of redactors. */
export interface Tools {
  readonly finder: Finder;
  readonly mask: Mask;
  readonly onMask: Tally['count'];
}

/** Says on stderr which known values are not looked for. */
export async function redactorOf(settings: RedactorSettings, tally: Tally): Promise<Redactor> {
  return new Redactor(await toolsOf(settings, tally));
}

export async function toolsOf(settings: RedactorSettings, tally: Tally): Promise<Tools> {
  const mask = await maskOf(settings);
  return { finder: await finderOf(settings), mask, onMask: tally.count };
}

export async function finderOf(settings: RedactorSettings): Promise<Finder> {
  const collector = new KnownCollector();
  await addKnownFrom(settings.knownFrom, collector);
  await addKnownFromCluster(settings, collector);
  tell(collector);
  const hasKnown = settings.knownFrom.length > 0 || settings.knownFromCluster === true;
  return new Finder(REDACTION_DETECTORS, hasKnown ? collector.values : undefined);
}

/** Names of one kind that are said one by one. */
const TOLD_MAX = 20;

function tell({ common, open, unread, empty }: NotLookedFor): void {
  const kinds = [
    ['short or common, not looked for', common],
    ['public or never logged, not looked for', open],
    ['not read', unread],
    ['no value of a Secret in', empty],
  ] as const;
  for (const [what, names] of kinds) {
    for (const name of names.slice(0, TOLD_MAX)) process.stderr.write(`${what}: ${visible(name)}\n`);
    if (names.length > TOLD_MAX) process.stderr.write(`${what}: ${names.length - TOLD_MAX} more\n`);
  }
}

async function maskOf({ mask, keyFile, cardLastFour = false }: RedactorSettings): Promise<Mask> {
  if (cardLastFour && mask !== 'exact')
    throw new UserError('--card-last-four is for --mask exact', 'Leave one of the two out.');
  if (mask !== 'hash') {
    if (keyFile !== undefined)
      throw new UserError('--key-file is for --mask hash', 'Add --mask hash, or leave it out.');
    if (cardLastFour) return cardLastFourMask;
    return mask === 'rule' ? ruleMask : exactMask;
  }
  if (keyFile === undefined)
    throw new UserError('--mask hash needs a key', 'Name a file that holds one with --key-file.');
  return hashMask(await readKeyFile(keyFile));
}
