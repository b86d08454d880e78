// Asks the naive evaluator and `can-connect` about very many random flows: `node scripts/reach-flows.ts [COUNT] [SEED]`.
import * as fc from 'fast-check';
import { CanConnect, FactsBuilder, OriginTable } from '@watertight/engine';
import type { Cni, ConnectRequest, Facts } from '@watertight/engine';
import { naiveConnects } from '../testbed/naive-reach/connects.ts';
import { ciliumWorld, flow, flowIn, world } from '../testbed/naive-reach/random-world.ts';
import type { RawObject } from '../testbed/naive-reach/raw.ts';

const FLOWS_EACH = 40;
const [count = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
const counts = { allow: 0, deny: 0, undefined: 0, different: 0 };

function factsOf(objects: readonly RawObject[]): Facts {
  const origins = new OriginTable();
  const builder = new FactsBuilder(origins, { defaultNamespace: 'default' });
  for (const object of objects)
    builder.add(object, origins.add({ source: 'world', offset: 0, length: 0, base: '', format: 'json' }));
  return builder.finish();
}

const idOf = (short: string): string => (/^(?:ip|node):/.test(short) ? short : `pod:${short}`);

const REPORT_EACH = 50_000;
let reported = 0;

/** What was compared so far, so that a run that is ended early says how far it came. */
function report(): void {
  const done = counts.allow + counts.deny + counts.undefined;
  if (done - reported < REPORT_EACH) return;
  reported = done;
  console.log(JSON.stringify(counts));
}

/** One world and its flows; what differs is printed whole, so that it can become a row. */
function compare(objects: RawObject[], flows: readonly Parameters<typeof flowIn>[1][], own: Cni | undefined): void {
  const facts = factsOf(objects);
  const asked = new Map<Cni, CanConnect>();
  for (const plain of flows) {
    const drawn = own === undefined ? plain : { ...plain, cni: own };
    const one = flowIn(objects, drawn);
    const ours = asked.get(drawn.cni) ?? new CanConnect(facts, { cni: drawn.cni });
    asked.set(drawn.cni, ours);
    const request = { from: idOf(one.from), to: idOf(one.to), port: one.port, protocol: one.protocol };
    const answer = ours.answer(request as ConnectRequest);
    const verdict = naiveConnects(objects, one, drawn.cni);
    counts[verdict]++;
    if ('verdict' in answer && answer.verdict === verdict) continue;
    counts.different++;
    console.log(JSON.stringify({ one, cni: drawn.cni, verdict, answer, objects }));
  }
}

/** Worlds, and the plugin that is asked about where it has policies of its own. */
const worlds = fc.oneof(
  world.map((objects) => ({ objects, own: undefined })),
  ciliumWorld.map((objects) => ({ objects, own: 'cilium' as const })),
);
const drawn = fc.tuple(worlds, fc.array(flow, { minLength: FLOWS_EACH, maxLength: FLOWS_EACH }));
fc.assert(
  fc.property(drawn, ([{ objects, own }, flows]) => {
    compare(objects, flows, own);
    report();
  }),
  { numRuns: Math.ceil(count / FLOWS_EACH), seed },
);
console.log(JSON.stringify(counts));
if (counts.different > 0) process.exitCode = 1;
