// Compiles the policies of one generated cluster and asks who can connect to ports: `node bench/jobs/reach.ts PODS POLICIES NAMESPACES [adversarial|cilium|calico]`.
import { FactsBuilder, OriginTable } from '@watertight/engine';
import type { End } from '../../packages/engine/src/reach/attempt.ts';
import { compile } from '../../packages/engine/src/reach/compile.ts';
import { connectionAllowed } from '../../packages/engine/src/reach/decide.ts';
import { readingsOf } from '../../packages/engine/src/reach/reading.ts';
import type { Reading } from '../../packages/engine/src/reach/reading.ts';
import { WhoConnects } from '../../packages/engine/src/reach/who-connects.ts';
import { reachObjects } from '../reach-world.ts';
import { report, stopwatch } from './report.ts';

const ASKED = 400;
const CHECKED = 20_000;
const [pods = 100_000, policies = 10_000, namespaces = 1000] = process.argv.slice(2, 5).map(Number);
const [, , , , , form] = process.argv;
const isAdversarial = form === 'adversarial';
const plugin = form === 'cilium' || form === 'calico' ? form : undefined;

const origins = new OriginTable();
const builder = new FactsBuilder(origins, { defaultNamespace: 'default' });
const reading = stopwatch();
for (const object of reachObjects(
  { pods, policies, namespaces, isAdversarial, ...(plugin !== undefined && { plugin }) },
  1,
))
  builder.add(object, origins.add({ source: 'generated', offset: 0, length: 0, base: '', format: 'json' }));
const facts = builder.finish();
const read = reading().seconds;

const compiling = stopwatch();
const compiled = compile(facts, plugin);
const compiledIn = compiling();
const { classes } = compiled.pods;

const [way] = readingsOf(plugin ?? 'calico') as [Reading];
const who = new WhoConnects(compiled, way);
const targets = Array.from({ length: ASKED }, (_, index) => Math.floor((index * classes.length) / ASKED));
const attemptOf = (podClass: number) => {
  const { ports: named } = classes[podClass] as (typeof classes)[number];
  return { port: named[0]?.port ?? 8000, protocol: 'TCP', named };
};
let reached = 0;
const asking = stopwatch();
const answers = targets.map((podClass) => who.to({ podClass, attempt: attemptOf(podClass) }));
const asked = asking();
for (const answer of answers) for (const truth of answer) if (truth > 0) reached++;

// The same by pairs, of a sample: what is fast must be right, too.
const endOf = (podClass: number): End => ({
  kind: 'pod',
  podClass,
  node: '',
  address: classes[podClass]?.addresses[0],
});
let different = 0;
const pairing = stopwatch();
for (let at = 0; at < CHECKED; at++) {
  const target = at % ASKED;
  const podClass = targets[target] as number;
  const source = (at * 7919) % classes.length;
  const one = connectionAllowed(endOf(source), endOf(podClass), attemptOf(podClass), { compiled, reading: way });
  if (one !== (answers[target] as Uint8Array)[source]) different++;
}
const pairs = pairing();
if (different > 0) throw new Error(`${different} of ${CHECKED} pairs differ`);

report({
  ...compiledIn,
  objects: classes.length,
  stages: {
    read,
    compile: compiledIn.cpu,
    query: asked.cpu / ASKED,
    'all pairs of one query': (pairs.cpu / CHECKED) * classes.length,
    classes: classes.length,
    profiles: compiled.profiles.egress.policies.length,
    reached: reached / ASKED,
  },
});
