// What a settings file may say; the published JSON Schema is made from this.
import { z } from 'zod';
import { FAIL_ON } from '../shell/options.ts';

const text = z.string().min(1);
const glob = text.describe('An id; `*` stands for any characters but `/`, `**` for any.');

/** What tells a finding, and what tells a path: a suppression is about one or the other. */
const OF_FINDING = ['check', 'fingerprint', 'object'] as const;
const OF_PATH = ['technique', 'position', 'asset', 'path'] as const;

/** Reason, owner and last day are asked of each, so that nobody has to guess later why it is there. */
export const suppression = z
  .strictObject({
    check: text.optional().describe('Id of the check whose findings are accepted.'),
    fingerprint: text.optional().describe('Fingerprint of one finding.'),
    object: glob.optional().describe('Object of the finding, for example `deployment:shop/*`.'),
    technique: text.optional().describe('Id of a technique that the path uses.'),
    position: glob.optional().describe('Where the path begins, for example `serviceaccount:ci/*`.'),
    asset: glob.optional().describe('Where the path ends, for example `secret:shop/db`.'),
    path: text.optional().describe('Id of one path.'),
    reason: text.describe('Why this is acceptable.'),
    owner: text.describe('Who answers for it.'),
    until: z.iso.date().describe('The last day it applies, in UTC: `2027-03-31`.'),
  })
  .refine((entry) => OF_FINDING.some((key) => key in entry) !== OF_PATH.some((key) => key in entry), {
    message: `is about a finding (${OF_FINDING.join(', ')}) or about a path (${OF_PATH.join(', ')})`,
  })
  .describe(
    'Accepts findings (check, fingerprint, object) or paths (technique, position, asset, path); all that is said must fit.',
  );

export const config = z
  .strictObject({
    failOn: z.enum(FAIL_ON).optional().describe('Exit 1 when a finding or exposed asset is that severe.'),
    kubernetesVersion: z
      .string()
      .regex(/^v?\d+\.\d+/)
      .optional()
      .describe('The cluster’s version, in quotes: `"1.37"`.'),
    defaultNamespace: text.optional().describe('Namespace of objects that name none.'),
    baseline: text.optional().describe('Baseline file, from the folder of this file.'),
    render: z.boolean().optional().describe('Whether to run kubectl kustomize and helm template.'),
    suppressions: z
      .array(suppression)
      .optional()
      .describe('A list of what is accepted, each with reason, owner and until.'),
  })
  .describe('Settings of Watertight: `.watertight.yaml`.');

export type Config = z.infer<typeof config>;
export type SuppressionEntry = z.infer<typeof suppression>;
