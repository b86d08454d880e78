// A strict server of our own that speaks AWS KMS's JSON protocol, for tests: shapes from its API reference, not AWS's code.
import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { type HttpAnswer, type HttpQuestion, HttpStore } from './http-store.ts';

interface Key {
  readonly arn: string;
  readonly secret: Buffer;
  readonly made: number;
  state: 'Enabled' | 'Disabled';
  readonly spec: string;
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html: a refusal is named by `__type`. */
class Refused extends Error {
  override readonly name: string;
  constructor(name: string) {
    super(name);
    this.name = name;
  }
}

type Body = Readonly<Record<string, unknown>>;

const KEY_ID_BYTES = 36;

function contextBytes(context: unknown): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

export class AwsServer {
  readonly #keys: Key[] = [];
  #http: HttpStore | undefined;
  /** Signatures seen, which tests may look at. */
  readonly signed: string[] = [];
  /** Refuses everyone, as a policy does. */
  denies = false;
  alias = 0;

  static async start(): Promise<AwsServer> {
    const started = new AwsServer();
    started.#http = await HttpStore.start((question) => started.#answer(question));
    return started;
  }

  get http(): HttpStore {
    if (this.#http === undefined) throw new Error('it was not started');
    return this.#http;
  }

  makeKey(spec = 'SYMMETRIC_DEFAULT'): void {
    const arn = `arn:aws:kms:eu-test-1:111122223333:key/${randomUUID()}`;
    this.#keys.push({ arn, secret: randomBytes(32), made: 1_700_000_000 + this.#keys.length, state: 'Enabled', spec });
    this.alias = this.#keys.length - 1;
  }

  setState(arn: string, state: Key['state']): void {
    this.#key(arn).state = state;
  }

  #key(id: unknown): Key {
    const found = id === 'alias/kms' ? this.#keys[this.alias] : this.#keys.find(({ arn }) => arn === id);
    if (found === undefined) throw new Refused('NotFoundException');
    return found;
  }

  #answer(question: HttpQuestion): HttpAnswer {
    const headers = { 'content-type': 'application/x-amz-json-1.1' };
    try {
      return { status: 200, headers, body: this.#call(question) };
    } catch (error) {
      const type = error instanceof Refused ? error.name : 'KMSInternalException';
      return { status: 400, headers, body: { __type: type, message: 'no' } };
    }
  }

  #call({ headers, method, url, text }: HttpQuestion): Body {
    const { authorization = '' } = headers;
    this.signed.push(authorization);
    const isForm =
      method === 'POST' &&
      url.pathname + url.search === '/' &&
      headers['content-type'] === 'application/x-amz-json-1.1';
    if (!isForm) throw new Refused('UnknownOperationException');
    if (!/^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/eu-test-1\/kms\/aws4_request, /.test(authorization)) {
      throw new Refused('MissingAuthenticationTokenException');
    }
    if (this.denies) throw new Refused('AccessDeniedException');
    const body = JSON.parse(text) as Body;
    switch (headers['x-amz-target']) {
      case 'TrentService.DescribeKey':
        return this.#describe(this.#key(body['KeyId']));
      case 'TrentService.Encrypt':
        return this.#encrypt(this.#usable(body['KeyId']), body);
      case 'TrentService.Decrypt':
        return this.#decrypt(this.#usable(body['KeyId']), body);
      default:
        throw new Refused('UnknownOperationException');
    }
  }

  #usable(id: unknown): Key {
    const key = this.#key(id);
    if (key.state !== 'Enabled') throw new Refused('DisabledException');
    return key;
  }

  #describe({ arn, made, state, spec }: Key): Body {
    return {
      KeyMetadata: {
        Arn: arn,
        KeyId: arn.slice(-KEY_ID_BYTES),
        CreationDate: made,
        KeyState: state,
        KeySpec: spec,
        KeyUsage: 'ENCRYPT_DECRYPT',
      },
    };
  }

  /** The blob names its key, as AWS's does. */
  #encrypt({ arn, secret }: Key, { Plaintext, EncryptionContext }: Body): Body {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(contextBytes(EncryptionContext));
    const sealed = Buffer.concat([
      cipher.update(Buffer.from(String(Plaintext), 'base64')),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    const blob = Buffer.concat([Buffer.from(arn.slice(-KEY_ID_BYTES)), nonce, sealed]);
    return { CiphertextBlob: blob.toString('base64'), KeyId: arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
  }

  #decrypt({ arn, secret }: Key, { CiphertextBlob, EncryptionContext }: Body): Body {
    const blob = Buffer.from(String(CiphertextBlob), 'base64');
    const named = blob.subarray(0, KEY_ID_BYTES).toString('latin1');
    if (!this.#keys.some((key) => key.arn.endsWith(named))) throw new Refused('InvalidCiphertextException');
    if (!arn.endsWith(named)) throw new Refused('IncorrectKeyException');
    const rest = blob.subarray(KEY_ID_BYTES);
    try {
      const decipher = createDecipheriv('aes-256-gcm', secret, rest.subarray(0, 12)).setAAD(
        contextBytes(EncryptionContext),
      );
      decipher.setAuthTag(rest.subarray(-16));
      const plaintext = Buffer.concat([decipher.update(rest.subarray(12, -16)), decipher.final()]);
      return { Plaintext: plaintext.toString('base64'), KeyId: arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
    } catch {
      throw new Refused('InvalidCiphertextException');
    }
  }
}
