// The gRPC server on a unix socket: binds it with its mode, answers, notices when its file is gone, and stops in order.
import { renameSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import {
  type handleUnaryCall,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerErrorResponse,
  status,
  type StatusObject,
} from '@grpc/grpc-js';
import type {
  DecryptRequest,
  DecryptResponse,
  EncryptRequest,
  EncryptResponse,
  StatusResponse,
} from '../protocol/messages.ts';
import { requestBytesMax } from '../protocol/limits.ts';
import { KEY_MANAGEMENT_SERVICE } from './grpc-service.ts';

import { claimSocketPath, socketIdentity } from './socket-file.ts';
import { SetupError } from '../errors/setup-error.ts';

/** Leaves 0600 of a socket. */
const OWNER_ONLY = 0o177;
const STOP_MS = 5000;

/** What answers; an error with a gRPC `code` is told to the caller, any other only as "internal". */
export interface Answers {
  readonly status: (request: object) => Promise<StatusResponse>;
  readonly encrypt: (request: EncryptRequest) => Promise<EncryptResponse>;
  readonly decrypt: (request: DecryptRequest) => Promise<DecryptResponse>;
  /** A fault of ours: its stack is for the log, and its message is not to be shown. */
  readonly onBug: (error: unknown) => void;
}

type Outcome<Response> = readonly [error: ServerErrorResponse | Partial<StatusObject> | null, response?: Response];

async function outcomeOf<Response>(
  answer: Promise<Response>,
  onBug: (error: unknown) => void,
): Promise<Outcome<Response>> {
  try {
    return [null, await answer];
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    const known = Object.values(status).find((one): one is status => typeof one === 'number' && one === code);
    if (known !== undefined) return [{ code: known, details: String(message) }];
    onBug(error);
    return [{ code: status.INTERNAL, details: 'internal error of the plugin' }];
  }
}

function handler<Request, Response>(
  answer: (request: Request) => Promise<Response>,
  onBug: (error: unknown) => void,
): handleUnaryCall<Request, Response> {
  const respond = async (request: Request, done: sendUnaryData<Response>): Promise<void> => {
    done(...(await outcomeOf(answer(request), onBug)));
  };
  return (call, done) => void respond(call.request, done);
}

function makeServer(answers: Answers): Server {
  const server = new Server({ 'grpc.max_receive_message_length': requestBytesMax, 'grpc.enable_channelz': 0 });
  server.addService(KEY_MANAGEMENT_SERVICE, {
    Status: handler((request: object) => answers.status(request), answers.onBug),
    Encrypt: handler((request: EncryptRequest) => answers.encrypt(request), answers.onBug),
    Decrypt: handler((request: DecryptRequest) => answers.decrypt(request), answers.onBug),
  });
  return server;
}

async function bind(server: Server, file: string): Promise<void> {
  const before = process.umask(OWNER_ONLY);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.bindAsync(`unix:${file}`, ServerCredentials.createInsecure(), (error) => {
    if (error === null) resolve();
    else reject(new SetupError(`cannot listen on ${file}`, 'Give the socket a folder that this user may write to.'));
  });
  try {
    await promise;
  } finally {
    process.umask(before);
  }
}

export class GrpcServer {
  readonly #file: string;
  readonly #answers: Answers;
  #server: Server;
  #identity: string | undefined;
  #binds = 0;

  private constructor(file: string, answers: Answers) {
    this.#file = file;
    this.#answers = answers;
    this.#server = makeServer(answers);
  }

  /** Rejects with a {@link SetupError}. */
  static async listen(file: string, answers: Answers): Promise<GrpcServer> {
    const server = new GrpcServer(file, answers);
    await server.#bind();
    return server;
  }

  /**
   * Binds a name beside the socket's and renames it. The system's library removes the name it bound when the server closes, also where
   * another process has that name by then; and nobody sees the socket before it has its mode.
   */
  async #bind(): Promise<void> {
    await claimSocketPath(this.#file);
    const bound = path.join(path.dirname(this.#file), `.${process.pid}-${++this.#binds}`);
    await bind(this.#server, bound);
    renameSync(bound, this.#file);
    this.#identity = socketIdentity(this.#file);
  }

  /** Whether whoever connects to the path now reaches us. */
  get reachable(): boolean {
    return this.#identity !== undefined && socketIdentity(this.#file) === this.#identity;
  }

  /**
   * Listens again where the socket's file was taken away, or replaced by one that nobody listens on; connections that
   * are open stay. Rejects with a {@link SetupError} where another process listens there.
   */
  async mend(): Promise<void> {
    if (this.reachable) return;
    const before = this.#server;
    this.#server = makeServer(this.#answers);
    this.#identity = undefined;
    try {
      await this.#bind();
    } catch (error) {
      this.#server.forceShutdown();
      this.#server = before;
      throw error;
    }
    // Ends when its last connection does.
    before.tryShutdown(() => undefined);
  }

  /** Takes no new calls, ends those that run, within five seconds; then removes the socket's file if it is ours. */
  async stop(): Promise<void> {
    const isOurs = this.reachable;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      this.#server.forceShutdown();
      resolve();
    }, STOP_MS);
    this.#server.tryShutdown(() => resolve());
    await promise;
    clearTimeout(timer);
    if (isOurs && socketIdentity(this.#file) === this.#identity) unlinkSync(this.#file);
  }
}
