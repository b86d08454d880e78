// A custody with a store in memory and a clock that tests set, and what calls of it end with.
import { Sealed } from '@watertight/sealed';
import type { AuditEvent } from '../audit/record.ts';
import { withDeadline } from '../backends/deadline.ts';
import { Custody } from '../daemon/custody.ts';
import { Refusal } from '../daemon/refusal.ts';
import { newRing } from '../keys/key-ring.ts';
import type { EncryptResponse } from '../protocol/messages.ts';
import { MemoryBackend } from './memory-backend.ts';

export const WINDOW_MS = 60_000;
export const SEED = 'a seed of thirty-two bytes, here';
export const seed = (text = SEED): Sealed<Uint8Array> => new Sealed<Uint8Array>(Buffer.from(text));

export async function setUp() {
  const backend = new MemoryBackend();
  const ring = newRing('file', await backend.newest(), '');
  const events: AuditEvent[] = [];
  const clock = { now: 1000 };
  const state = { auditWorks: true };
  const audit = async (event: AuditEvent) => {
    if (!state.auditWorks) throw new Refusal('no-audit', 'the disk is full');
    events.push(event);
  };
  const make = () =>
    new Custody({ backend: withDeadline(backend, 20), ring, windowMs: WINDOW_MS, now: () => clock.now, audit });
  const custody = make();
  await custody.probe();
  return { backend, ring, events, clock, custody, state, make };
}

export const encrypt = async (custody: Custody, text?: string): Promise<EncryptResponse> =>
  await custody.encrypt({ plaintext: seed(text), uid: 'u-1' });

export async function decrypt(custody: Custody, answer: EncryptResponse): Promise<string> {
  const { plaintext } = await custody.decrypt({ ...answer, uid: 'u-2' });
  return plaintext.use((bytes) => Buffer.from(bytes).toString());
}

export async function reasonOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
    return 'answered';
  } catch (error) {
    return error instanceof Refusal ? error.reason : String(error);
  }
}

export const statusOf = (custody: Custody): Promise<string> => reasonOf((async () => custody.status())());
