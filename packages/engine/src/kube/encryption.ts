// EncryptionConfiguration: judged at once, so that no key outlives the reading.
import { isEncryptionConfiguration, judgeObject } from '@watertight/encryption';
import type { EncryptionFact } from '../facts/encryption.ts';
import type { DocumentId } from '../facts/origin.ts';
import { isObject } from './json.ts';

/** The fact of a configuration that stands in `source`; undefined for any other object. Never throws. */
export function encryptionFact(object: unknown, source: string, document: DocumentId): EncryptionFact | undefined {
  if (!isObject(object) || !isEncryptionConfiguration(object.apiVersion, object.kind)) return undefined;
  return {
    objectKind: 'file',
    group: '',
    namespace: '',
    name: source,
    document,
    kind: 'encryption',
    ...judgeObject(object as Parameters<typeof judgeObject>[0]),
  };
}
