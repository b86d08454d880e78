// Lets no call of a backend take longer than its caller can wait: a store that hangs is a store that does not answer.
import type { KeyBackend, RemoteKey } from './backend.ts';
import { BackendError } from '../errors/backend-error.ts';

async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new BackendError('unreachable', `no answer within ${ms} ms`)), ms);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
    // When it comes too late, nobody waits for its failure.
    answer.catch(() => undefined);
  }
}

/** Some backends make keys themselves. */
export type MakingBackend = KeyBackend & { create?(): Promise<RemoteKey> };

/** `ms` for each call; for a plugin that serves, below the API server's own timeout, which is 3 s unless its configuration says otherwise. */
export function withDeadline(backend: MakingBackend, ms: number): MakingBackend {
  return {
    name: backend.name,
    newest: async () => await within(ms, backend.newest()),
    wrap: async (...asked) => await within(ms, backend.wrap(...asked)),
    unwrap: async (...asked) => await within(ms, backend.unwrap(...asked)),
    close: async () => await backend.close(),
    ...(backend.create === undefined ? {} : { create: async () => await within(ms, made(backend)) }),
  };
}

async function made(backend: MakingBackend): Promise<RemoteKey> {
  return backend.create === undefined ? await backend.newest() : await backend.create();
}
