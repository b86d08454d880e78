// The service v2.KeyManagementService as gRPC sees it: its three calls and how their messages become bytes.
import {
  DecryptRequestCodec,
  DecryptResponseCodec,
  EncryptRequestCodec,
  EncryptResponseCodec,
  StatusRequestCodec,
  StatusResponseCodec,
} from '../protocol/messages.ts';

interface Codec<T> {
  encode(message: T): Buffer;
  decode(bytes: Uint8Array): T;
}

function call<Request, Response>(name: string, request: Codec<Request>, response: Codec<Response>) {
  return {
    path: `/v2.KeyManagementService/${name}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message: Request): Buffer => request.encode(message),
    requestDeserialize: (bytes: Buffer): Request => request.decode(bytes),
    responseSerialize: (message: Response): Buffer => response.encode(message),
    responseDeserialize: (bytes: Buffer): Response => response.decode(bytes),
  } as const;
}

export const KEY_MANAGEMENT_SERVICE = {
  Status: call('Status', StatusRequestCodec, StatusResponseCodec),
  Encrypt: call('Encrypt', EncryptRequestCodec, EncryptResponseCodec),
  Decrypt: call('Decrypt', DecryptRequestCodec, DecryptResponseCodec),
};
