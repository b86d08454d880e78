// Since when every API server has been seen to write with the new key alone: what was on its way before then may still come to etcd.
import type { RotationEvidence, RotationStep } from '@watertight/encryption';

export class Writers {
  #since: number | undefined;
  #keyId: string | undefined;

  /** `askedAt`: before the look that this evidence is of, in milliseconds. Returns how long it has been so. */
  seen(askedAt: number, { state, verdict }: RotationStep, { servers }: RotationEvidence): number {
    const keyId = servers[0]?.keyIdHash;
    const writesNew = verdict === 'go' && ['rewrite', 'drop', 'done'].includes(state.id);
    // While the last files are loaded, servers run with those before, whose first key is the same.
    const isSettling = state.id === 'settle' && this.#since !== undefined;
    if ((!writesNew && !isSettling) || keyId !== this.#keyId) this.#since = undefined;
    this.#keyId = keyId;
    if (writesNew) this.#since ??= askedAt;
    return this.#since === undefined ? 0 : askedAt - this.#since;
  }
}
