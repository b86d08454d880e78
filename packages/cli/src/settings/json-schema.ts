// The JSON Schema of the settings file, for editors: `node packages/cli/src/settings/json-schema.ts` writes it.
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { config } from './config.ts';

export const CONFIG_SCHEMA_FILE = new URL('../../../../docs/schema/config.json', import.meta.url);

/** The text of docs/schema/config.json. */
export function configSchemaText(): string {
  const { $schema, ...schema } = z.toJSONSchema(config);
  const document = { $schema, $id: 'urn:watertight:v1:config', title: '.watertight.yaml', ...schema };
  return `${JSON.stringify(document, null, 2)}\n`;
}

if (import.meta.main) writeFileSync(CONFIG_SCHEMA_FILE, configSchemaText());
