// What a settings file may say, and how what is wrong with it is said.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SEVERITIES } from '@watertight/engine';
import { afterAll, describe, expect, test } from 'vitest';
import { UserError } from '../shell/exit-code.ts';
import { FAIL_ON } from '../shell/options.ts';
import { CONFIG_SCHEMA_FILE, configSchemaText } from './json-schema.ts';
import { configLengthMax, readConfig } from './read-config.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'watertight-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(text: string): string {
  const file = path.join(folder, 'config.yaml');
  writeFileSync(file, text);
  return file;
}

async function wrongWith(text: string): Promise<string> {
  const error = await readConfig(written(text)).then(
    () => undefined,
    (thrown: unknown) => thrown as UserError,
  );
  expect(error).toBeInstanceOf(UserError);
  return `${error?.message.replace(folder, '')}\n${error?.hint}`;
}

const SUPPRESSION = `suppressions:
- check: pod-privileged
  object: 'deployment:shop/*'
  reason: needed by the driver
  owner: storage team
  until: 2027-03-31
`;

describe('readConfig', () => {
  test('reads all keys', async () => {
    const text = `failOn: medium\nkubernetesVersion: '1.30'\ndefaultNamespace: shop\nbaseline: known\nrender: false\n${SUPPRESSION}`;
    expect(await readConfig(written(text))).toEqual({
      failOn: 'medium',
      kubernetesVersion: '1.30',
      defaultNamespace: 'shop',
      baseline: 'known',
      render: false,
      suppressions: [
        {
          check: 'pod-privileged',
          object: 'deployment:shop/*',
          reason: 'needed by the driver',
          owner: 'storage team',
          until: '2027-03-31',
        },
      ],
    });
  });

  test.each(['', '# nothing yet\n', '{}', '---\n'])('takes %j as no settings', async (text) => {
    expect(await readConfig(written(text))).toEqual({});
  });

  test.each([
    ['failOn: severe', ':1: failOn has none of the values', 'critical, high, medium, low, info, none'],
    ['render: true\nfail-on: low', ':1: has a key that does not exist: fail-on', 'failOn, kubernetesVersion'],
    ['kubernetesVersion: 1.30', ':1: kubernetesVersion is not text', 'in quotes'],
    ['kubernetesVersion: "latest"', ':1: kubernetesVersion does not have the right form', '"1.37"'],
    ['render: "no"', ':1: render is not true or false', 'kustomize'],
    ['baseline: ""', ':1: baseline is empty', 'Baseline file'],
    ['suppressions: {}', ':1: suppressions is not a list', 'reason, owner and until'],
    ['- failOn', ':1: is not a mapping', '.watertight.yaml'],
    [SUPPRESSION.replace('  owner: storage team\n', ''), ':2: suppressions[0].owner is missing', 'Who answers for it'],
    [SUPPRESSION.replace('storage team', 'y'), ':5: suppressions[0].owner is not text', 'Who answers for it'],
    [SUPPRESSION.replace('  reason', '  reasn'), ':2: suppressions[0] has a key that does not exist: reasn', 'reason'],
    [SUPPRESSION.replace('2027-03-31', '2027-02-30'), ':6: suppressions[0].until does not', '2027-03-31'],
    [SUPPRESSION.replace('2027-03-31', 'never'), ':6: suppressions[0].until does not', '2027-03-31'],
    [
      SUPPRESSION.replace('  object', '  asset'),
      ':2: suppressions[0] matches nothing, or mixes',
      'technique, position',
    ],
    [SUPPRESSION.replace(/- check[^]*object: \S+\n {2}/, '- '), ':2: suppressions[0] matches nothing', 'fingerprint'],
    ['failOn: low\nfailOn: high', ':2:1: a key is repeated', 'Correct the YAML.'],
    ['failOn: [', ':1:10:', 'Correct the YAML.'],
    ['failOn: low\n---\nfailOn: high', ': a second document', 'Correct the YAML.'],
  ])('says what is wrong with %j', async (text, wrong, allowed) => {
    const [first = '', second = '', ...rest] = (await wrongWith(text)).split('\n');
    expect(first).toContain(wrong);
    expect(second).toContain(allowed);
    expect(rest).toEqual([]);
  });

  test('shows no value', async () => {
    const texts = ['failOn: fake-hunter2', 'render: fake-hunter2', 'suppressions: fake-hunter2', 'x: {fake-hunter2'];
    for (const text of texts) expect(await wrongWith(text)).not.toContain('hunter2');
  });

  test('has a limit', async () => {
    const comment = (length: number): string => `#${'x'.repeat(length - 1)}`;
    expect(await readConfig(written(comment(configLengthMax)))).toEqual({});
    expect(await wrongWith(comment(configLengthMax + 1))).toContain('longer than');
  });

  test('names a file that cannot be read', async () => {
    await expect(readConfig(path.join(folder, 'none'))).rejects.toThrow('ENOENT');
  });
});

test('the published schema is up to date', () => {
  expect(readFileSync(CONFIG_SCHEMA_FILE, 'utf8')).toBe(configSchemaText());
});

test('severities are those of the engine, worst first', () => {
  expect(FAIL_ON).toEqual([...SEVERITIES, 'none']);
});
