// Doctor's look at the API server's EncryptionConfiguration: whether Secrets are written through this plugin at all.
import { z } from 'zod';
import { type DoctorFinding, fail, ok, unknown } from './finding.ts';

const CHECK = 'API server';
const kms = z.object({ apiVersion: z.string().optional(), name: z.string(), endpoint: z.string() });
const configuration = z.object({
  resources: z.array(
    z.object({ resources: z.array(z.string()), providers: z.array(z.looseObject({ kms: kms.optional() })) }),
  ),
});

const WRITES = 'The first provider writes: put this plugin first for secrets.';

/** `value` is the parsed file; `listen` is `unix:///PATH`. `encryption lint` judges the rest of the file. */
export function apiServerFindings(value: unknown, listen: string): DoctorFinding[] {
  const read = configuration.safeParse(value);
  if (!read.success)
    return [unknown(CHECK, 'this is no EncryptionConfiguration', 'Name the file of --encryption-provider-config.')];
  // Earlier rules win.
  const rule = read.data.resources.find(({ resources }) =>
    resources.some((name) => ['secrets', '*.', '*.*'].includes(name)),
  );
  if (rule === undefined)
    return [fail(CHECK, 'no rule covers secrets', 'Add a rule for secrets with this plugin first.')];
  const at = rule.providers.findIndex((provider) => provider.kms?.endpoint === listen);
  const ours = rule.providers[at]?.kms;
  if (ours === undefined)
    return [fail(CHECK, 'no provider for secrets has this endpoint', `Write endpoint: ${listen}`)];
  if (ours.apiVersion !== 'v2') {
    return [
      fail(CHECK, 'the provider has not apiVersion v2', 'Write apiVersion: v2; without it the API server takes v1.'),
    ];
  }
  if (at > 0) return [fail(CHECK, `this plugin is provider ${at + 1} for secrets, and only read`, WRITES)];
  return [ok(CHECK, `writes secrets through this plugin, by the name ${ours.name}`)];
}
