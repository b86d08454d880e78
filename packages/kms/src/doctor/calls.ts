// Doctor's calls: Status as the API server polls it, a seed out and back, and a key_id that must be refused.
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { Sealed } from '@watertight/sealed';
import {
  annotationsBytes,
  annotationsBytesMax,
  ciphertextBytesMax,
  isAnnotationKey,
  keyIdBytesMax,
} from '../protocol/limits.ts';
import type { EncryptResponse } from '../protocol/messages.ts';
import { CallError, type PluginClient } from '../transport/grpc-client.ts';
import { type DoctorFinding, fail, ok, unknown } from './finding.ts';

const CALLS = 20;
/** What Kubernetes' documentation asks of a plugin, in milliseconds. */
const TARGET_MS = { Status: 100, Encrypt: 100, Decrypt: 10 };
const SEED_BYTES = 32;

interface Timed<T> {
  readonly answer: T;
  readonly ms: number;
}

async function timed<T>(call: () => Promise<T>): Promise<Timed<T>> {
  const start = performance.now();
  const answer = await call();
  return { answer, ms: performance.now() - start };
}

function latency(method: keyof typeof TARGET_MS, times: readonly number[]): DoctorFinding {
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  const text = `${median.toFixed(1)} ms, the middle of ${times.length}`;
  return median <= TARGET_MS[method]
    ? ok(`${method} latency`, text)
    : fail(
        `${method} latency`,
        `${text}; at most ${TARGET_MS[method]} ms is asked for`,
        'See what else the machine does.',
      );
}

function refused(check: string, error: unknown): DoctorFinding {
  if (!(error instanceof CallError)) throw error;
  return fail(check, `gRPC error ${error.code}: ${error.message}`, 'The plugin’s own log says more.');
}

/** In turn, as the API server does. */
async function repeated<T>(times: number, call: () => Promise<T>): Promise<Timed<T>[]> {
  const answers: Timed<T>[] = [];
  // oxlint-disable-next-line no-await-in-loop -- one call after another
  for (let at = 0; at < times; at++) answers.push(await timed(call));
  return answers;
}

/** Findings, and the key_id where there is one. */
export async function statusFindings(client: PluginClient): Promise<{ findings: DoctorFinding[]; keyId?: string }> {
  let answers;
  try {
    answers = await repeated(CALLS, () => client.status());
  } catch (error) {
    return { findings: [refused('Status', error)] };
  }
  const [first] = answers;
  if (first === undefined) return { findings: [] };
  const { version, healthz, keyId } = first.answer;
  const isOne = answers.every(({ answer }) => answer.keyId === keyId);
  const isSized = keyId !== '' && Buffer.byteLength(keyId) <= keyIdBytesMax;
  const findings = [
    version === 'v2' || version === 'v2beta1'
      ? ok('Status', `version ${version}`)
      : fail('Status', 'version is neither v2 nor v2beta1', 'The API server takes no other version.'),
    healthz === 'ok' ? ok('healthz', 'ok') : fail('healthz', 'is not ok', 'The plugin’s own log says more.'),
    isOne && isSized
      ? ok('key_id', `${keyId}, the same in ${answers.length} calls`)
      : fail('key_id', 'is empty, too long, or changes between calls', 'Two plugins may listen in turn: stop one.'),
    latency(
      'Status',
      answers.map(({ ms }) => ms),
    ),
  ];
  return { findings, keyId };
}

function shapeFinding({ ciphertext, keyId, annotations }: EncryptResponse, expected: string): DoctorFinding {
  const faults = [
    keyId === expected ? [] : ['its key_id is not that of Status'],
    ciphertext.length > 0 && ciphertext.length <= ciphertextBytesMax ? [] : ['its ciphertext is empty or too long'],
    [...annotations.keys()].every(isAnnotationKey) ? [] : ['an annotation’s key is no domain name'],
    annotationsBytes(annotations) <= annotationsBytesMax ? [] : ['its annotations are too long'],
  ].flat();
  if (faults.length === 0) return ok('Encrypt', 'an answer that the API server takes');
  return fail('Encrypt', faults.join('; '), 'The API server throws such answers away.');
}

/** The plugin writes these calls into its audit log, with uids that begin with `doctor-`. */
export async function roundTripFindings(client: PluginClient, keyId: string): Promise<DoctorFinding[]> {
  const seed = new Sealed<Uint8Array>(randomBytes(SEED_BYTES));
  const uid = `doctor-${randomBytes(4).toString('hex')}`;
  try {
    const sealed = await repeated(CALLS, () => client.encrypt({ plaintext: seed, uid }));
    const [first] = sealed;
    if (first === undefined) return [];
    const opened = await repeated(CALLS, () => client.decrypt({ ...first.answer, uid }));
    const isSame = opened.every(({ answer }) =>
      answer.plaintext.use((one) => seed.use((two) => Buffer.from(one).equals(two))),
    );
    return [
      shapeFinding(first.answer, keyId),
      isSame
        ? ok('round trip', 'the seed came back')
        : fail('round trip', 'another seed came back', 'Do not use this plugin.'),
      latency(
        'Encrypt',
        sealed.map(({ ms }) => ms),
      ),
      latency(
        'Decrypt',
        opened.map(({ ms }) => ms),
      ),
      await unknownKeyFinding(client, first.answer),
    ];
  } catch (error) {
    return [refused('round trip', error)];
  }
}

async function unknownKeyFinding(client: PluginClient, answer: EncryptResponse): Promise<DoctorFinding> {
  const uid = `doctor-${randomBytes(4).toString('hex')}`;
  try {
    await client.decrypt({ ...answer, keyId: `not-${answer.keyId}`, uid });
  } catch (error) {
    const { code } = error as CallError;
    const isRefusal = code === 3 || code === 5 || code === 9;
    if (isRefusal) return ok('unknown key_id', 'is refused');
    return unknown('unknown key_id', `gRPC error ${code}`, 'Ask again when the plugin answers.');
  }
  return fail('unknown key_id', 'is decrypted', 'A plugin must refuse a key_id it does not know.');
}
