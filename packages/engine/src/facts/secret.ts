// Facts about Secrets and ConfigMaps: names, types, key names and lengths, never a value.
import type { ObjectFact, StringMap } from './object.ts';
import type { ShipperSettings } from './log-output.ts';
import type { NamedHost, TransitSignal } from './transit.ts';

export interface KeyFact {
  readonly name: string;
  /** Decoded length in bytes. */
  readonly length: number;
}

/** Of the first certificate of a text. Names and times are public. */
export interface CertificateFact {
  /** In small letters, wildcards as they stand. */
  readonly hosts: readonly string[];
  /** RFC 3339 in UTC. */
  readonly from: string;
  readonly until: string;
}

export interface SecretFact extends ObjectFact {
  readonly kind: 'secret';
  /** `Opaque` when absent; empty when it was not asked for. */
  readonly type: string;
  /** Empty when only metadata was asked for. */
  readonly keys: readonly KeyFact[];
  /** True when only metadata was asked for: which keys there are is not known, and not that there are none. */
  readonly keysUnknown?: true;
  readonly labels: StringMap;
  /** Without `last-applied-configuration`, which holds the values. */
  readonly annotations: StringMap;
  readonly lastApplied: boolean;
  readonly immutable: boolean;
  /** True when the values are ciphertext or placeholders that no reader of the file can use (SOPS, templates). */
  readonly encryptedInFile: boolean;
  /** Of `tls.crt`; absent where its value is none, or was not read. */
  readonly certificate?: CertificateFact;
  /** `tls.crt` was read, and is no certificate. */
  readonly noCertificate?: true;
  /** Present where an API server gave the object: it has a uid. */
  readonly fromServer?: true;
  /** Of a file with a `sops` block: values that are no ciphertext, as `FIELD/KEY`, and whether there is a mac over all. */
  readonly sops?: { readonly plain: readonly string[]; readonly hasMac: boolean };
}

export interface ConfigMapFact extends ObjectFact {
  readonly kind: 'configMap';
  readonly keys: readonly KeyFact[];
  readonly labels: StringMap;
  /** What its texts say of connections. Absent where they say nothing. */
  readonly signals?: readonly TransitSignal[];
  /** What its texts have a log shipper do. Absent where they are no such settings. */
  readonly shipper?: ShipperSettings;
  /** Hosts that its keys, or lines of settings in its texts, name. Absent where none does. */
  readonly hosts?: readonly NamedHost[];
}

/** A whole Secret manifest embedded in another object (ManifestWork, Work, ClusterResourceSet …), or a Helm release that rendered it. */
export interface SecretCopyFact {
  readonly kind: 'secretCopy';
  readonly holder: ObjectFact;
  /** Plural resource of the holder. */
  readonly resource: string;
  readonly secretNamespace: string;
  readonly secretName: string;
  readonly pointer: string;
}
