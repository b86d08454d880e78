// EncryptionConfiguration: judged at once, so that no key outlives the reading.
import { isEncryptionConfiguration, judgeObject } from '@watertight/encryption';
import type { EncryptionFact } from '../facts/encryption.ts';
import type { DocumentId, OriginTable } from '../facts/origin.ts';
import { fileFact } from './file-fact.ts';
import { isObject } from './json.ts';

/** The fact of a configuration, named after its file; undefined for any other object. */
export function encryptionFact(
  object: unknown,
  origins: OriginTable,
  document: DocumentId,
): EncryptionFact | undefined {
  if (!isObject(object) || !isEncryptionConfiguration(object.apiVersion, object.kind)) return undefined;
  return {
    ...fileFact(origins, document),
    kind: 'encryption',
    ...judgeObject(object as Parameters<typeof judgeObject>[0]),
  };
}
