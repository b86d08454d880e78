// What a fix of the network is as the JSON of the contract, with file and line of what declares each need.
import { endId, policiesIn, SCHEMA, stagesOfFix } from '@watertight/engine';
import type {
  Citation,
  ConnectReason,
  Coverage,
  FixEdges,
  FixNeed,
  JudgedNeed,
  NamespaceFix,
  NamespaceFixResult,
  NetworkFixes,
  NetworkFixResult,
} from '@watertight/engine';
import type { Locator } from '@watertight/sources';
import { locateCitation } from '../shell/present.ts';

/** See docs/schema/network-fix.json. */
export async function fixDocument(
  { enforcer, namespaces, leftOut, onHost }: NetworkFixes,
  locator: Locator,
  coverage: readonly Coverage[],
): Promise<NetworkFixResult> {
  const found: NamespaceFixResult[] = [];
  for (const fix of namespaces) found.push(await namespaceOf(fix, locator));
  return { schema: SCHEMA, kind: 'network-fix', enforcer, namespaces: found, leftOut, onHost, coverage };
}

async function namespaceOf(fix: NamespaceFix, locator: Locator): Promise<NamespaceFixResult> {
  const { namespace, ready, gates, policies } = fix;
  const needs: FixNeed[] = [];
  for (const one of fix.needs) needs.push(await needOf(one, locator));
  const notOpened: FixNeed[] = [];
  for (const one of fix.refused) notOpened.push(await needOf(one, locator));
  const unknown: ConnectReason[] = [];
  for (const { text, evidence } of fix.unknown) unknown.push(await reason(text, evidence, locator));
  return {
    namespace,
    ready,
    gates,
    needs,
    notOpened,
    unknown,
    closed: edges(fix, 'closed', ['deny']),
    left: edges(fix, 'left', ['allow', 'undefined']),
    ...(fix.mtls !== undefined && { mtls: { ready: fix.mtls.breaks.length === 0, ...fix.mtls } }),
    policies: policiesIn(policies),
    stages: stagesOfFix(fix).map(({ stage, prepare, apply, retire, check, undo }) => ({
      stage,
      prepare,
      apply,
      delete: retire,
      check,
      undo,
    })),
  };
}

function edges(
  fix: NamespaceFix,
  list: 'closed' | 'left',
  verdicts: readonly ('allow' | 'deny' | 'undefined')[],
): FixEdges {
  const { namespace } = fix;
  const all = verdicts.flatMap((verdict) =>
    fix[list].map((one) => ({ count: one.count(namespace, verdict), edges: one.named(namespace, verdict) })),
  );
  return { count: all.reduce((sum, { count }) => sum + count, 0), edges: all.flatMap((one) => one.edges) };
}

async function needOf({ need, before, after }: JudgedNeed, locator: Locator): Promise<FixNeed> {
  const { from, to, port, protocol, source, text, evidence } = need;
  const why = after.why ?? before.why;
  return {
    from: endId(from),
    to: endId(to),
    port,
    protocol,
    source,
    because: await reason(text, evidence, locator),
    before: before.verdict,
    after: after.verdict,
    ...(why !== undefined && { why }),
  };
}

async function reason(text: string, evidence: readonly Citation[], locator: Locator): Promise<ConnectReason> {
  const places: ConnectReason['evidence'][number][] = [];
  for (const citation of evidence) places.push(await locateCitation(citation, locator));
  return { text, evidence: places };
}
