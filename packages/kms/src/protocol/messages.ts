// The messages of v2.KeyManagementService (k8s.io/kms, apis/v2/api.proto) as bytes, secrets sealed as soon as they are read.
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { Sealed } from '@watertight/sealed';

export type Annotations = ReadonlyMap<string, Uint8Array>;

export interface StatusResponse {
  readonly version: string;
  readonly healthz: string;
  readonly keyId: string;
}

export interface EncryptRequest {
  readonly plaintext: Sealed<Uint8Array>;
  readonly uid: string;
}

export interface EncryptResponse {
  readonly ciphertext: Uint8Array;
  readonly keyId: string;
  readonly annotations: Annotations;
}

export interface DecryptRequest {
  readonly ciphertext: Uint8Array;
  readonly uid: string;
  readonly keyId: string;
  readonly annotations: Annotations;
}

export interface DecryptResponse {
  readonly plaintext: Sealed<Uint8Array>;
}

type Take = (reader: BinaryReader) => void;

/** Calls the taker of each field; fields of a newer protocol are passed over. Throws on bytes that are no message. */
function readFields(bytes: Uint8Array, take: Readonly<Record<number, Take>>): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    const taker = take[field];
    if (taker === undefined) reader.skip(wire, field);
    else if (wire === WireType.LengthDelimited) taker(reader);
    else throw new Error(`field ${field} has another wire type`);
  }
}

/** The reader's bytes are views of what the transport owns, which may be used again. */
const copied = (reader: BinaryReader): Uint8Array => Uint8Array.from(reader.bytes());

function readEntry(bytes: Uint8Array): [string, Uint8Array] {
  let key = '';
  let value: Uint8Array = new Uint8Array();
  readFields(bytes, {
    1: (reader) => (key = reader.string()),
    2: (reader) => (value = copied(reader)),
  });
  return [key, value];
}

function writeAnnotations(writer: BinaryWriter, field: number, annotations: Annotations): void {
  for (const [key, value] of annotations) {
    writer.tag(field, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.LengthDelimited).string(key).tag(2, WireType.LengthDelimited).bytes(value).join();
  }
}

/** Empty fields are left out, as proto3 does. */
function writeText(writer: BinaryWriter, field: number, text: string): BinaryWriter {
  return text === '' ? writer : writer.tag(field, WireType.LengthDelimited).string(text);
}

function writeBytes(writer: BinaryWriter, field: number, bytes: Uint8Array): BinaryWriter {
  return bytes.length === 0 ? writer : writer.tag(field, WireType.LengthDelimited).bytes(bytes);
}

export const StatusRequestCodec = {
  encode: (): Buffer => Buffer.alloc(0),
  decode: (bytes: Uint8Array): Record<string, never> => {
    readFields(bytes, {});
    return {};
  },
};

export const StatusResponseCodec = {
  encode({ version, healthz, keyId }: StatusResponse): Buffer {
    const writer = new BinaryWriter();
    writeText(writeText(writeText(writer, 1, version), 2, healthz), 3, keyId);
    return Buffer.from(writer.finish());
  },
  decode(bytes: Uint8Array): StatusResponse {
    const read = { version: '', healthz: '', keyId: '' };
    readFields(bytes, {
      1: (reader) => (read.version = reader.string()),
      2: (reader) => (read.healthz = reader.string()),
      3: (reader) => (read.keyId = reader.string()),
    });
    return read;
  },
};

export const EncryptRequestCodec = {
  encode({ plaintext, uid }: EncryptRequest): Buffer {
    return plaintext.use((value) => Buffer.from(writeText(writeBytes(new BinaryWriter(), 1, value), 2, uid).finish()));
  },
  decode(bytes: Uint8Array): EncryptRequest {
    const read = { plaintext: new Sealed<Uint8Array>(new Uint8Array()), uid: '' };
    readFields(bytes, {
      1: (reader) => (read.plaintext = new Sealed(copied(reader))),
      2: (reader) => (read.uid = reader.string()),
    });
    return read;
  },
};

export const EncryptResponseCodec = {
  encode({ ciphertext, keyId, annotations }: EncryptResponse): Buffer {
    const writer = writeText(writeBytes(new BinaryWriter(), 1, ciphertext), 2, keyId);
    writeAnnotations(writer, 3, annotations);
    return Buffer.from(writer.finish());
  },
  decode(bytes: Uint8Array): EncryptResponse {
    const annotations = new Map<string, Uint8Array>();
    const read = { ciphertext: new Uint8Array() as Uint8Array, keyId: '', annotations };
    readFields(bytes, {
      1: (reader) => (read.ciphertext = copied(reader)),
      2: (reader) => (read.keyId = reader.string()),
      3: (reader) => annotations.set(...readEntry(reader.bytes())),
    });
    return read;
  },
};

export const DecryptRequestCodec = {
  encode({ ciphertext, uid, keyId, annotations }: DecryptRequest): Buffer {
    const writer = writeText(writeText(writeBytes(new BinaryWriter(), 1, ciphertext), 2, uid), 3, keyId);
    writeAnnotations(writer, 4, annotations);
    return Buffer.from(writer.finish());
  },
  decode(bytes: Uint8Array): DecryptRequest {
    const annotations = new Map<string, Uint8Array>();
    const read = { ciphertext: new Uint8Array() as Uint8Array, uid: '', keyId: '', annotations };
    readFields(bytes, {
      1: (reader) => (read.ciphertext = copied(reader)),
      2: (reader) => (read.uid = reader.string()),
      3: (reader) => (read.keyId = reader.string()),
      4: (reader) => annotations.set(...readEntry(reader.bytes())),
    });
    return read;
  },
};

export const DecryptResponseCodec = {
  encode({ plaintext }: DecryptResponse): Buffer {
    return plaintext.use((value) => Buffer.from(writeBytes(new BinaryWriter(), 1, value).finish()));
  },
  decode(bytes: Uint8Array): DecryptResponse {
    let plaintext = new Sealed<Uint8Array>(new Uint8Array());
    readFields(bytes, { 1: (reader) => (plaintext = new Sealed(copied(reader))) });
    return { plaintext };
  },
};
