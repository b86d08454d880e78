// What a file must hold to be compared: the parts of `scan -o json` that a comparison shows.
import { z } from 'zod';

const severity = z.enum(['critical', 'high', 'medium', 'low', 'info']);
const certainty = z.enum(['certain', 'conditional', 'assumed']);
const marks = {
  suppressed: z.object({ reason: z.string(), owner: z.string(), until: z.string() }).optional(),
  inBaseline: z.boolean().optional(),
};
const place = {
  file: z.string().optional(),
  line: z.int().positive().optional(),
  column: z.int().positive().optional(),
};
const request = z.object({
  verb: z.string(),
  group: z.string(),
  resource: z.string(),
  subresource: z.string().optional(),
  namespace: z.string().optional(),
  name: z.string().optional(),
  query: z.string().optional(),
});
const step = z.object({
  id: z.string(),
  needs: z.array(z.string()),
  technique: z.string(),
  from: z.string(),
  to: z.string(),
  request: request.optional(),
  because: z.string(),
  certainty,
  conditions: z.array(z.object({ text: z.string(), settledBy: z.string() })),
  evidence: z.array(z.object({ object: z.string(), pointer: z.string().optional(), ...place })),
});
const path = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  certainty,
  severity,
  hops: z.int().nonnegative(),
  steps: z.array(step),
  ...marks,
});
const patch = z.object({ type: z.enum(['json', 'merge', 'text']), target: z.string(), body: z.unknown() });
const location = z.object({
  file: z.string(),
  line: z.int().positive(),
  column: z.int().positive(),
  endLine: z.int().positive(),
  endColumn: z.int().positive(),
});
const finding = z.object({
  fingerprint: z.string(),
  check: z.string(),
  severity,
  result: z.enum(['fail', 'unknown']),
  object: z.string(),
  location: location.optional(),
  message: z.string(),
  fix: z.object({ summary: z.string(), patch: patch.optional(), commands: z.array(z.string()).optional() }),
  maps: z.record(z.string(), z.array(z.string())),
  ...marks,
});
const coverage = z.object({
  source: z.string(),
  what: z.string(),
  state: z.enum(['read', 'partial', 'not-read']),
  reason: z.string().optional(),
  object: z.string().optional(),
  file: z.string().optional(),
  line: z.int().positive().optional(),
});

/** Keys that a newer version adds are left out. */
export const scanShape = z.object({
  schema: z.literal('watertight/v1'),
  kind: z.literal('scan'),
  coverage: z.array(coverage),
  paths: z.array(path),
  findings: z.array(finding),
  truncated: z.boolean().optional(),
});
