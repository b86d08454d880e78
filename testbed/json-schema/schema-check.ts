// A small JSON Schema checker for tests: the keywords that docs/schema uses, and a strict mode that refuses keys no schema names.

export type JsonSchema = Readonly<Record<string, unknown>>;

interface Check {
  readonly root: JsonSchema;
  readonly strict: boolean;
}

const KNOWN = new Set([
  '$schema',
  '$id',
  '$ref',
  '$defs',
  'title',
  'description',
  'type',
  'properties',
  'required',
  'items',
  'additionalProperties',
  'enum',
  'const',
  'oneOf',
  'minimum',
  'maximum',
  'minLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'pattern',
]);

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function resolve(reference: string, { root }: Check): JsonSchema {
  const target = reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, key) => (at as JsonSchema | undefined)?.[key], root);
  if (target === undefined) throw new Error(`schema has no ${reference}`);
  return target as JsonSchema;
}

function* object(value: Record<string, unknown>, schema: JsonSchema, at: string, check: Check): Iterable<string> {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  for (const key of (schema.required ?? []) as string[]) if (!Object.hasOwn(value, key)) yield `${at}: lacks ${key}`;
  for (const [key, member] of Object.entries(value)) {
    const known = Object.hasOwn(properties, key)
      ? properties[key]
      : (schema.additionalProperties as JsonSchema | false | undefined);
    if (known === false || (known === undefined && check.strict && schema.properties !== undefined))
      yield `${at}: has ${key}`;
    else if (known !== undefined) yield* errors(member, known, `${at}/${key}`, check);
  }
}

function* list(value: readonly unknown[], schema: JsonSchema, at: string, check: Check): Iterable<string> {
  if (value.length < ((schema.minItems as number | undefined) ?? 0)) yield `${at}: too few`;
  if (value.length > ((schema.maxItems as number | undefined) ?? Number.POSITIVE_INFINITY)) yield `${at}: too many`;
  if (schema.uniqueItems === true && new Set(value.map((item) => JSON.stringify(item))).size < value.length)
    yield `${at}: not unique`;
  if (schema.items !== undefined)
    for (const [index, item] of value.entries())
      yield* errors(item, schema.items as JsonSchema, `${at}/${index}`, check);
}

function* scalar(value: unknown, schema: JsonSchema, at: string): Iterable<string> {
  if (schema.const !== undefined && value !== schema.const) yield `${at}: is not ${JSON.stringify(schema.const)}`;
  if (schema.enum !== undefined && !(schema.enum as unknown[]).includes(value))
    yield `${at}: is none of ${JSON.stringify(schema.enum)}`;
  if (typeof value === 'number' && value < ((schema.minimum as number | undefined) ?? value)) yield `${at}: too small`;
  if (typeof value === 'number' && value > ((schema.maximum as number | undefined) ?? value)) yield `${at}: too big`;
  if (typeof value === 'string' && value.length < ((schema.minLength as number | undefined) ?? 0))
    yield `${at}: too short`;
  if (
    typeof value === 'string' &&
    schema.pattern !== undefined &&
    !new RegExp(schema.pattern as string, 'u').test(value)
  )
    yield `${at}: not ${JSON.stringify(schema.pattern)}`;
}

function* errors(value: unknown, schema: JsonSchema, at: string, check: Check): Iterable<string> {
  for (const keyword of Object.keys(schema))
    if (!KNOWN.has(keyword)) throw new Error(`keyword ${keyword} is not checked`);
  if (schema.$ref !== undefined) yield* errors(value, resolve(schema.$ref as string, check), at, check);
  const types = schema.type === undefined ? [] : [schema.type].flat();
  const type = typeOf(value);
  if (types.length > 0 && !types.includes(type) && !(type === 'integer' && types.includes('number')))
    return yield `${at}: is ${type}`;
  yield* scalar(value, schema, at);
  if (type === 'object') yield* object(value as Record<string, unknown>, schema, at, check);
  if (type === 'array') yield* list(value as unknown[], schema, at, check);
  if (schema.oneOf === undefined) return;
  const choices = (schema.oneOf as JsonSchema[]).map((choice) => [...errors(value, choice, at, check)]);
  if (choices.filter((found) => found.length === 0).length !== 1)
    yield `${at}: fits ${choices.filter((found) => found.length === 0).length} of the choices: ${choices.flat().join('; ')}`;
}

/** What is wrong with the value; empty when it fits. `strict` also refuses keys that no schema names. */
export function schemaErrors(value: unknown, schema: JsonSchema, strict: boolean): string[] {
  return [...errors(value, schema, '', { root: schema, strict })];
}
