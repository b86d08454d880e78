// How facts about data on its way are written in a snapshot.
import type { NamedHost, TransitSignal } from '../facts/transit.ts';
import { integer, listOf, oneOf, optional, record, text } from './codec.ts';

export const signals = listOf(
  record<TransitSignal>({
    setting: text,
    says: oneOf('plain', 'optional', 'unverified', 'tls'),
    host: optional(text),
    port: optional(integer),
    credential: optional(oneOf(true)),
    login: optional(oneOf(true)),
    uses: optional(listOf(text)),
    name: text,
    pointer: text,
  }),
);

/** Hosts that settings name outright. */
export const hosts = listOf(
  record<NamedHost>({ host: optional(text), port: optional(integer), name: text, pointer: text }),
);
