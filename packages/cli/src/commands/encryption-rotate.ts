// encryption rotate: a new key for encryption at rest, step by step, each gate observed; or only the plan.
import { rotationStep } from '@watertight/encryption';
import type { RotationGoal } from '@watertight/encryption';
import { encode, visible } from '@watertight/report';
import type { ApiServerConnection } from '@watertight/sources';
import { planText } from '../rotation/plan-text.ts';
import { rotationDocument } from '../rotation/rotation-document.ts';
import type { RotationResult } from '../rotation/rotation-document.ts';
import { observeRotation } from '../rotation/rotation.ts';
import type { GoalPlugin, RotationPlace } from '../rotation/rotation.ts';
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
  /** `unix://…` */
  readonly kmsEndpoint?: string;
  readonly keyId?: string;
  readonly storageMigration: boolean;
  readonly output: 'table' | 'json';
  readonly outputFile?: string;
  readonly dryRun?: boolean;
  readonly finish?: boolean;
  /** Milliseconds. */
  readonly wait: number;
  /** Milliseconds. */
  readonly longestRequest: number;
  /** Milliseconds. */
  readonly requestTimeout?: number;
}

const KINDS: ReadonlyMap<string, RotationGoal['provider']> = new Map([
  ...(['secretbox', 'aesgcm', 'aescbc'] as const).map((kind) => [kind, kind] as const),
  ['kms', 'kms-v2'],
]);

export async function encryptionRotate(options: EncryptionRotateOptions): Promise<number> {
  const goal = goalOf(options);
  const plugin = pluginOf(options);
  refuse(options);
  const { config: fileNames, keyId: _, ...reading } = options;
  const etcd = await etcdSettings({ ...reading, keyId: [], require: [], maxObjects: 0 });
  return await untilInterrupted(async (signal) => {
    const servers: ApiServerConnection[] = [];
    try {
      for (const context of options.context)
        servers.push(await openServer({ ...connecting(options), context }, signal));
      const place = { goal, ...(plugin && { plugin }), fileNames, servers, etcd: { ...etcd, signal } };
      const { trouble, ...result } =
        options.dryRun === true ? await planned(place) : await executed(place, options, signal);
      if (options.output === 'json') await writeText([`${encode(rotationDocument(result))}\n`], options.outputFile);
      else if (trouble === undefined)
        await writeText([planText(goal, result.evidence, result.step)], options.outputFile);
      if (trouble !== undefined) throw trouble;
      return result.step.verdict === 'refuse' ? ExitCode.cannotRun : ExitCode.ok;
    } finally {
      await Promise.all(servers.map(async (server) => await server.close()));
    }
  });
}

function goalOf({ newKey, resource }: EncryptionRotateOptions): RotationGoal {
  const at = newKey.indexOf(':');
  const provider = KINDS.get(newKey.slice(0, at));
  const keyName = newKey.slice(at + 1);
  if (provider !== undefined && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(keyName)) return { provider, keyName, resource };
  throw new UserError(
    `--new-key ${newKey} names no key`,
    'Write secretbox:NAME (or aesgcm:NAME, aescbc:NAME), or kms:NAME for a KMS v2 plugin, the name of letters, digits, dots, dashes and underscores.',
  );
}

/** What belongs to a plugin is refused beside a local key, where it would do nothing. */
function pluginOf({ newKey, kmsEndpoint, keyId }: EncryptionRotateOptions): GoalPlugin | undefined {
  const isPlugin = newKey.startsWith('kms:');
  if (!isPlugin && (kmsEndpoint !== undefined || keyId !== undefined))
    throw new UserError('--kms-endpoint and --key-id belong to a plugin', 'Give them with --new-key kms:NAME alone.');
  if (kmsEndpoint !== undefined && !/^unix:\/\/[^\s"\\]+$/.test(kmsEndpoint))
    throw new UserError(`--kms-endpoint ${kmsEndpoint} is no socket`, 'Write it as unix:///PATH.');
  if (!isPlugin) return undefined;
  return { ...(kmsEndpoint !== undefined && { endpoint: kmsEndpoint }), ...(keyId !== undefined && { keyId }) };
}

type Reached = RotationResult & { readonly trouble?: UserError };

async function planned(place: RotationPlace): Promise<Reached> {
  const { evidence } = await observeRotation(place);
  return { goal: place.goal, evidence, step: rotationStep(evidence) };
}

async function executed(
  place: RotationPlace,
  { finish = false, wait, longestRequest, storageMigration }: EncryptionRotateOptions,
  signal: AbortSignal,
): Promise<Reached> {
  const { executeRotation } = await import('../rotation/execute.ts');
  const { FileLocks } = await import('../rotation/file-locks.ts');
  const say = (line: string): void => void process.stderr.write(`${visible(line)}\n`);
  const locks = await FileLocks.take(place.fileNames);
  try {
    for (const file of locks.removed) say(`removed ${file}, which a run that was killed left`);
    const stillHeld = async (): Promise<void> => await locks.check();
    const times = { waitMs: wait, longestRequestMs: longestRequest };
    const execution = { finish, usesMigrations: storageMigration, ...times, stillHeld, signal, say };
    const { observed, ...outcome } = await executeRotation(place, execution);
    if (outcome.step.state.id === 'drop' && outcome.trouble === undefined)
      say('Nothing needs the old keys any more. Back the files up, then run again with --finish to drop them.');
    return { goal: place.goal, evidence: observed.evidence, ...outcome };
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
