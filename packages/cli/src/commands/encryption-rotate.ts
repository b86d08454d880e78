// encryption rotate: a new key for encryption at rest, step by step, each gate observed; or only the plan.
import { rotationStep } from '@watertight/encryption';
import type { LocalKind, RotationEvidence, RotationGoal, RotationStep } from '@watertight/encryption';
import { visible } from '@watertight/report';
import type { ApiServerConnection } from '@watertight/sources';
import { planText } from '../rotation/plan-text.ts';
import { observeRotation } from '../rotation/rotation.ts';
import type { RotationPlace } from '../rotation/rotation.ts';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { untilInterrupted } from '../shell/interrupt.ts';
import { openServer } from '../shell/live-input.ts';
import { writeText } from '../shell/write-text.ts';
import { etcdSettings } from '../verify/settings-of.ts';

export interface EncryptionRotateOptions {
  readonly newKey: string;
  readonly config: readonly string[];
  readonly context: readonly string[];
  readonly kubeconfig?: string;
  readonly resource: string;
  readonly endpoints: readonly string[];
  readonly cacert?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly prefix: string;
  readonly dryRun?: boolean;
  readonly finish?: boolean;
  /** Milliseconds. */
  readonly wait: number;
  /** Milliseconds. */
  readonly longestRequest: number;
  /** Milliseconds. */
  readonly requestTimeout?: number;
}

const KINDS: readonly LocalKind[] = ['secretbox', 'aesgcm', 'aescbc'];

export async function encryptionRotate(options: EncryptionRotateOptions): Promise<number> {
  const goal = goalOf(options);
  refuse(options);
  const { config: fileNames, ...reading } = options;
  const etcd = await etcdSettings({ ...reading, keyId: [], require: [], maxObjects: 0 });
  return await untilInterrupted(async (signal) => {
    const servers: ApiServerConnection[] = [];
    try {
      for (const context of options.context)
        servers.push(await openServer({ ...connecting(options), context }, signal));
      const place = { goal, fileNames, servers, etcd: { ...etcd, signal } };
      const { evidence, step } =
        options.dryRun === true ? await planned(place) : await executed(place, options, signal);
      await writeText([planText(goal, evidence, step)]);
      return step.verdict === 'refuse' ? ExitCode.cannotRun : ExitCode.ok;
    } finally {
      await Promise.all(servers.map(async (server) => await server.close()));
    }
  });
}

function goalOf({ newKey, resource }: EncryptionRotateOptions): RotationGoal {
  const at = newKey.indexOf(':');
  const provider = KINDS.find((kind) => kind === newKey.slice(0, at));
  const keyName = newKey.slice(at + 1);
  if (provider !== undefined && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(keyName)) return { provider, keyName, resource };
  throw new UserError(
    `--new-key ${newKey} names no local key`,
    'Write secretbox:NAME (or aesgcm:NAME, aescbc:NAME), the name of letters, digits, dots, dashes and underscores. A KMS plugin changes its key_id by itself: see its own guide.',
  );
}

interface Reached {
  readonly evidence: RotationEvidence;
  readonly step: RotationStep;
}

async function planned(place: RotationPlace): Promise<Reached> {
  const { evidence } = await observeRotation(place);
  return { evidence, step: rotationStep(evidence) };
}

async function executed(
  place: RotationPlace,
  { finish = false, wait, longestRequest }: EncryptionRotateOptions,
  signal: AbortSignal,
): Promise<Reached> {
  const { executeRotation } = await import('../rotation/execute.ts');
  const { FileLocks } = await import('../rotation/file-locks.ts');
  const say = (line: string): void => void process.stderr.write(`${visible(line)}\n`);
  const locks = await FileLocks.take(place.fileNames);
  try {
    for (const file of locks.removed) say(`removed ${file}, which a run that was killed left`);
    const stillHeld = async (): Promise<void> => await locks.check();
    const execution = { finish, waitMs: wait, longestRequestMs: longestRequest, stillHeld, signal, say };
    const { step, observed } = await executeRotation(place, execution);
    if (step.state.id === 'drop')
      say('Nothing needs the old keys any more. Back the files up, then run again with --finish to drop them.');
    return { evidence: observed.evidence, step };
  } finally {
    await locks.release();
  }
}

function refuse({ config, context }: EncryptionRotateOptions): void {
  if (config.length === 0)
    throw new UserError('no API server is named', 'Give --config FILE and --context NAME for each.');
  if (config.length !== context.length)
    throw new UserError(
      `${config.length} --config and ${context.length} --context are given`,
      'Give one of each for every API server, in the same order: --config FILE --context NAME.',
    );
}

interface Connecting {
  readonly rewrites: boolean;
  readonly kubeconfig?: string;
  readonly requestTimeout?: number;
}

function connecting({ kubeconfig, requestTimeout, dryRun }: EncryptionRotateOptions): Connecting {
  return {
    rewrites: dryRun !== true,
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(requestTimeout !== undefined && { requestTimeout }),
  };
}
