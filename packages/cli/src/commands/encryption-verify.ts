// encryption verify: what etcd's bytes prove about encryption at rest. Nothing is changed, and no value is in any result.
import { SCHEMA } from '@watertight/engine';
import type { Retirable, VerifyFinding, VerifyResult } from '@watertight/engine';
import { keyText, StoreVerifier } from '@watertight/encryption';
import type { VerifierSettings } from '@watertight/encryption';
import type { VerifyFormat, VerifyWriter } from '@watertight/report';
import type { EtcdSettings, EtcdStore } from '@watertight/sources';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { orUserError } from '../shell/live-input.ts';
import type { FailOn } from '../shell/options.ts';
import { isAtLeast } from '../shell/order.ts';
import { reportOptions, withCoverage } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { writeText } from '../shell/write-text.ts';
import { findingsOf } from '../verify/findings.ts';
import { etcdSettings, verifierSettings } from '../verify/settings-of.ts';
import type { VerifyInput } from '../verify/settings-of.ts';

export interface EncryptionVerifyOptions extends VerifyInput, OutputOptions {
  readonly output: VerifyFormat;
  readonly failOn: FailOn;
  /** A key, as `keyText` writes it. */
  readonly retire?: string;
}

/** UTF-16 units that are gathered before they are handed on, so that a pipe sees few writes. */
const CHUNK = 65_536;

export async function encryptionVerify(options: EncryptionVerifyOptions): Promise<number> {
  const verifying = await verifierSettings(options);
  const store = await opened(await etcdSettings(options));
  try {
    const { verifyWriter } = await import('@watertight/report');
    const proof = new Proof(store, verifying, options.retire);
    const writer = verifyWriter(options.output, reportOptions(options, [], []));
    await orUserError(writeText(proof.written(writer), options.outputFile));
    return codeOf(proof.result, options);
  } finally {
    await store.close();
  }
}

async function opened(settings: EtcdSettings): Promise<EtcdStore> {
  const { openEtcd } = await import('@watertight/sources');
  return await orUserError(openEtcd(settings));
}

/** Reads the store once while the text is written; the result is whole afterwards. */
class Proof {
  readonly #store: EtcdStore;
  readonly #verifier: StoreVerifier;
  readonly #retire: string | undefined;
  #result: VerifyResult | undefined;

  constructor(store: EtcdStore, settings: VerifierSettings, retire: string | undefined) {
    this.#store = store;
    this.#verifier = new StoreVerifier(settings);
    this.#retire = retire;
  }

  get result(): VerifyResult {
    if (this.#result === undefined) throw new Error('the store was not read to its end');
    return this.#result;
  }

  async *written(writer: VerifyWriter): AsyncGenerator<string> {
    let text = writer.start({ schema: SCHEMA, kind: 'encryption-verify', revision: this.#store.revision });
    for await (const value of this.#store.values()) {
      if (value.isCurrent) text += writer.object(this.#verifier.current(value));
      else this.#verifier.older(value);
      if (text.length < CHUNK) continue;
      yield text;
      text = '';
    }
    this.#result = await this.#summedUp();
    yield text + writer.end(this.#result);
  }

  async #summedUp(): Promise<VerifyResult> {
    const residue = await this.#store.residue();
    const { coverage, isComplete, name, revision } = this.#store;
    const proof = this.#verifier.proof(isComplete);
    const cut = proof.cut.map((reason) => ({ source: name, what: 'counts', state: 'partial' as const, reason }));
    return {
      schema: SCHEMA,
      kind: 'encryption-verify',
      store: name,
      revision,
      summary: proof.summary,
      retirable: this.#asked(proof.retirable, isComplete),
      ...(residue && { residue }),
      findings: findingsOf(proof, residue),
      coverage: [...coverage, ...cut],
    };
  }

  /** All keys, or the one asked for: a key that nothing names needs nothing, if everything was read. */
  #asked(keys: readonly Retirable[], isComplete: boolean): readonly Retirable[] {
    const text = this.#retire;
    if (text === undefined) return keys;
    const found = keys.filter((key) => keyText(key) === text);
    return found.length > 0 ? found : [absent(text, isComplete)];
  }
}

function absent(text: string, isComplete: boolean): Retirable {
  const [provider = '', keyName, ...keyId] = text.split(':');
  const known = PROVIDERS.find((name) => name === provider);
  if (known === undefined || (known !== 'identity' && keyName === undefined))
    throw new UserError(
      `--retire ${text} names no key`,
      'Write PROVIDER:NAME, for example aescbc:key1, kms-v2:NAME, or kms-v2:NAME:KEY_ID.',
    );
  return {
    provider: known,
    ...(keyName !== undefined && { keyName }),
    ...(keyId.length > 0 && { keyId: keyId.join(':') }),
    retirable: isComplete ? true : null,
    reason: isComplete ? 'nothing that was read needs it' : 'not everything was read',
    objects: 0,
    olderRevisions: 0,
    forbiddenBy: [],
  };
}

const PROVIDERS = ['identity', 'aescbc', 'aesgcm', 'secretbox', 'kms-v1', 'kms-v2'] as const;

/** A key that may not be retired, or of which that cannot be said, counts like a finding where it was asked for. */
function codeOf(result: VerifyResult, options: EncryptionVerifyOptions): number {
  const { findings, retirable } = result;
  const isKept = options.retire !== undefined && retirable.some((key) => key.retirable !== true);
  const isFound = findings.some(({ severity }: VerifyFinding) => isAtLeast(severity, options.failOn));
  return withCoverage(isKept || isFound ? ExitCode.findings : ExitCode.ok, result, options);
}
