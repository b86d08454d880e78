// What SARIF 2.1.0 asks of the objects that we write (OASIS schema, errata 01): every object closed, as there.
import type { JsonSchema } from '../../../../testbed/json-schema/schema-check.ts';

const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
const list = (name: string, more: JsonSchema = {}): JsonSchema => ({ type: 'array', items: ref(name), ...more });
const text: JsonSchema = { type: 'string' };
const positive: JsonSchema = { type: 'integer', minimum: 1 };
const index: JsonSchema = { type: 'integer', minimum: -1 };

function closed(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    properties: { ...properties, properties: ref('propertyBag') },
    required,
  };
}

/** RFC 3986 characters only, percent signs followed by two digits. */
const URI_REFERENCE: JsonSchema = {
  type: 'string',
  minLength: 1,
  pattern: String.raw`^(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$`,
};
const level: JsonSchema = { enum: ['none', 'note', 'warning', 'error'] };

export const SARIF_SCHEMA: JsonSchema = {
  ...closed({ $schema: URI_REFERENCE, version: { const: '2.1.0' }, runs: list('run') }, ['version', 'runs']),
  $defs: {
    propertyBag: {
      type: 'object',
      properties: { tags: { type: 'array', items: text, uniqueItems: true } },
      additionalProperties: {},
    },
    run: closed(
      {
        tool: closed({ driver: ref('toolComponent') }, ['driver']),
        invocations: list('invocation'),
        columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
        originalUriBaseIds: { type: 'object', additionalProperties: ref('artifactLocation') },
        results: list('result'),
      },
      ['tool'],
    ),
    toolComponent: closed(
      {
        name: text,
        version: text,
        informationUri: URI_REFERENCE,
        rules: list('reportingDescriptor', { uniqueItems: true }),
        taxa: list('reportingDescriptor', { uniqueItems: true }),
        notifications: list('reportingDescriptor', { uniqueItems: true }),
      },
      ['name'],
    ),
    reportingDescriptor: closed(
      {
        id: text,
        name: text,
        shortDescription: ref('multiformat'),
        fullDescription: ref('multiformat'),
        help: ref('multiformat'),
        helpUri: URI_REFERENCE,
        defaultConfiguration: closed({ level }),
      },
      ['id'],
    ),
    multiformat: closed({ text, markdown: text }, ['text']),
    message: closed({ text }, ['text']),
    descriptorReference: closed({ id: text, index }),
    invocation: closed({ executionSuccessful: { type: 'boolean' }, toolExecutionNotifications: list('notification') }, [
      'executionSuccessful',
    ]),
    notification: closed(
      {
        descriptor: ref('descriptorReference'),
        associatedRule: ref('descriptorReference'),
        level,
        message: ref('message'),
        locations: list('location'),
      },
      ['message'],
    ),
    artifactLocation: closed({ uri: URI_REFERENCE, uriBaseId: text, description: ref('message') }),
    region: closed({ startLine: positive, startColumn: positive, endLine: positive, endColumn: positive }, [
      'startLine',
    ]),
    location: closed({
      message: ref('message'),
      physicalLocation: closed({ artifactLocation: ref('artifactLocation'), region: ref('region') }, [
        'artifactLocation',
      ]),
      logicalLocations: list('logicalLocation', { uniqueItems: true }),
    }),
    logicalLocation: closed({ fullyQualifiedName: text, kind: text }),
    codeFlow: closed({ message: ref('message'), threadFlows: list('threadFlow', { minItems: 1 }) }, ['threadFlows']),
    threadFlow: closed({ message: ref('message'), locations: list('threadFlowLocation', { minItems: 1 }) }, [
      'locations',
    ]),
    threadFlowLocation: closed({
      executionOrder: index,
      importance: { enum: ['important', 'essential', 'unimportant'] },
      location: ref('location'),
      taxa: list('descriptorReference', { uniqueItems: true }),
    }),
    result: closed(
      {
        ruleId: text,
        ruleIndex: index,
        baselineState: { enum: ['new', 'unchanged', 'updated', 'absent'] },
        suppressions: {
          type: 'array',
          uniqueItems: true,
          items: closed(
            {
              kind: { enum: ['inSource', 'external'] },
              status: { enum: ['accepted', 'underReview', 'rejected'] },
              justification: text,
            },
            ['kind'],
          ),
        },
        kind: { enum: ['notApplicable', 'pass', 'fail', 'review', 'open', 'informational'] },
        level,
        rank: { type: 'number', minimum: -1, maximum: 100 },
        message: ref('message'),
        locations: list('location', { minItems: 1 }),
        codeFlows: list('codeFlow'),
        partialFingerprints: { type: 'object', additionalProperties: text },
      },
      ['message'],
    ),
  },
};
