// What `encryption verify` is asked for: where to read, what must be encrypted, with which configuration.
import { judge, NEWEST_MINOR, storageRules } from '@watertight/encryption';
import type { StorageRules, VerifierSettings } from '@watertight/encryption';
import { Sealed } from '@watertight/sealed';
import type { EtcdPlace, EtcdSettings } from '@watertight/sources';
import { UserError } from '../shell/exit-code.ts';
import { readNamed } from '../shell/read-named.ts';
import { VERSION } from '../shell/version.ts';

export interface VerifyInput {
  readonly endpoints: readonly string[];
  readonly cacert?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly snapshot?: string;
  readonly dataDir?: string;
  readonly prefix: string;
  /** An EncryptionConfiguration. */
  readonly config?: string;
  readonly keyId: readonly string[];
  readonly require: readonly string[];
  readonly canaryFile?: string;
  readonly maxObjects: number;
}

/** Bytes: fewer would be found by chance. */
const CANARY_BYTES_MIN = 8;
const CANARY_BYTES_MAX = 1024 * 1024;
const REQUIRED = 'secrets';
const HINT = 'Name a file that you may read.';

/** Throws a UserError for settings that contradict each other, or a file that cannot be read. */
export async function etcdSettings(input: VerifyInput): Promise<EtcdSettings> {
  const { prefix, canaryFile } = input;
  const canary = canaryFile === undefined ? undefined : await canaryOf(canaryFile);
  return { place: placeOf(input), prefix, ...(canary && { canary }) };
}

function placeOf({ endpoints, cacert, cert, key, snapshot, dataDir }: VerifyInput): EtcdPlace {
  const named = endpoints.flatMap((text) => text.split(',')).filter((text) => text !== '');
  const places: EtcdPlace[] = [
    ...(snapshot === undefined ? [] : [{ kind: 'snapshot' as const, file: snapshot }]),
    ...(dataDir === undefined ? [] : [{ kind: 'data-dir' as const, folder: dataDir }]),
    ...(named.length === 0
      ? []
      : [
          {
            kind: 'live' as const,
            endpoints: named,
            ...(cacert !== undefined && { caFile: cacert }),
            ...(cert !== undefined && { certificateFile: cert }),
            ...(key !== undefined && { keyFile: key }),
            agent: `watertight/${VERSION}`,
          },
        ]),
  ];
  const [place, another] = places;
  const hint = 'Give one of --endpoints https://HOST:2379, --snapshot FILE and --data-dir FOLDER.';
  if (place === undefined) throw new UserError('no etcd is named', hint);
  if (another !== undefined) throw new UserError('more than one etcd is named', hint);
  return place;
}

/** A newline at the end is the editor's. The content is as secret as what it marks. */
async function canaryOf(file: string): Promise<Sealed<Buffer>> {
  const bytes = await readNamed(file, HINT);
  const end = bytes.at(-1) === 0x0a ? bytes.length - 1 : bytes.length;
  if (end >= CANARY_BYTES_MIN && end <= CANARY_BYTES_MAX) return new Sealed(bytes.subarray(0, end));
  throw new UserError(
    `${file} is no canary: it has fewer than ${CANARY_BYTES_MIN} or more than ${CANARY_BYTES_MAX} bytes`,
    'Make one, and put it into a Secret: head -c 24 /dev/urandom | base64 > FILE',
  );
}

/** Throws a UserError for a configuration that an API server refuses, without a word of it. */
export async function verifierSettings(input: VerifyInput): Promise<VerifierSettings> {
  const { prefix, require, config, keyId, maxObjects } = input;
  const keyIds = new Map(keyId.map(keyIdOf));
  const required = require.flatMap((text) => text.split(',')).filter((text) => text !== '');
  const rules = config === undefined ? undefined : await rulesOf(config);
  return {
    prefix,
    required: [REQUIRED, ...required],
    currentKeyId: (provider) => keyIds.get(provider),
    configured: rules?.configured ?? [],
    ...(rules && { providersOf: rules.providersOf }),
    forbiddingShown: maxObjects,
  };
}

/** A name may not hold `=`, a key_id may. */
function keyIdOf(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new UserError(
    `--key-id ${text} names no provider`,
    'Write the name of the KMS provider: --key-id NAME=KEY_ID.',
  );
}

async function rulesOf(file: string): Promise<StorageRules> {
  const judgement = judge(await readNamed(file, HINT), { minor: NEWEST_MINOR, kmsV1: true, reload: false });
  if (judgement.accepted === true) return storageRules(judgement.assessment.configuration);
  const [first] = judgement.refusals;
  const why = judgement.unread ?? (first === undefined ? 'it is broken' : `line ${first.line}: ${first.reason}`);
  throw new UserError(`an API server refuses ${file}: ${why}`, 'Correct it: watertight encryption lint FILE says how.');
}
