// What a request carries so that the server knows who asks.
import type { Sealed } from '@watertight/sealed';

export type Header = readonly [name: string, value: string];

export interface ClientCertificate {
  readonly certificate: Buffer;
  readonly key: Sealed<Buffer>;
}

export interface Proof {
  readonly headers: readonly Header[];
  readonly certificate: ClientCertificate | undefined;
}
