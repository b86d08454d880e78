// What we say of a file is what the API server's own code says: of the table written by hand, and of random and broken files.
import { judge } from '@watertight/encryption';
import { afterAll, describe, expect, test } from 'vitest';
import { REFUSALS } from '../../packages/encryption/src/testing/refusal-table.ts';
import { builtGoProgram } from '../build/go-program.ts';
import { compareFiles } from './compare.ts';
import { Loader, loaderFolder, MINORS } from './loader.ts';

const FILES = 1500;
const FIRST_SEED = 1;
/** Of so many files, some are taken and some are not: a generator that makes only one kind compares nothing. */
const ACCEPTED_MIN = 300;

describe.each(MINORS)('Kubernetes 1.%d', (minor) => {
  const program = builtGoProgram(loaderFolder(minor));
  const loaders: Loader[] = [];
  const loader = (gates: string): Loader => {
    const started = new Loader(program ?? '', gates);
    loaders.push(started);
    return started;
  };
  afterAll(async () => {
    for (const each of loaders) await each.close();
  });

  describe.skipIf(program === undefined)(`the API server’s own code (needs encryption-config-1.${minor})`, () => {
    test('refuses what the table says, and takes its twins', async () => {
      const asked = loader('');
      for (const { name, refused, taken, since } of REFUSALS) {
        const theirs = [
          await asked.ask({ file: Buffer.from(refused), reload: false }),
          await asked.ask({ file: Buffer.from(taken), reload: false }),
        ].map(({ accepted }) => accepted);
        expect([name, ...theirs]).toEqual([name, since !== undefined && minor < since, true]);
      }
    });

    test.each([false, true])('agrees on random and broken files, KMSv1=%s', async (kmsV1) => {
      const { asked, accepted, disagreements } = await compareFiles(
        loader(`KMSv1=${kmsV1}`),
        { minor, kmsV1 },
        FIRST_SEED,
        FILES,
      );
      expect(disagreements).toEqual([]);
      expect(asked).toBe(FILES);
      expect(accepted).toBeGreaterThan(ACCEPTED_MIN);
      expect(accepted).toBeLessThan(FILES - ACCEPTED_MIN);
    });

    test('breaks on a KMS provider of its own type, which we call a refusal', async () => {
      const text =
        'apiVersion: apiserver.config.k8s.io/__internal\nkind: EncryptionConfiguration\nResources:\n- Resources: [secrets]\n  Providers:\n  - KMS: {APIVersion: v2, Name: a, Endpoint: "unix:///a"}\n';
      const file = Buffer.from(text);
      expect(await loader('').ask({ file, reload: false })).toMatchObject({ accepted: false, panicked: true });
      expect(judge(file, { minor, kmsV1: false, reload: false }).accepted).toBe(false);
    });
  });
});
