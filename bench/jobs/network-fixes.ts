// Fixes the network of one generated cluster, every namespace verified: `node bench/jobs/network-fixes.ts PODS NAMESPACES`.
import { FactsBuilder, NetworkFixer, OriginTable } from '@watertight/engine';
import { fixObjects } from '../fix-world.ts';
import { report, stopwatch } from './report.ts';

const [pods = 10_000, namespaces = 100] = process.argv.slice(2, 4).map(Number);

const origins = new OriginTable();
const builder = new FactsBuilder(origins, { defaultNamespace: 'default' });
const reading = stopwatch();
for (const object of fixObjects(pods, namespaces))
  builder.add(object, origins.add({ source: 'generated', offset: 0, length: 0, base: '', format: 'json' }));
const facts = builder.finish();
const read = reading().seconds;

const compiling = stopwatch();
const fixer = new NetworkFixer(facts, { cni: 'calico' });
const compiled = compiling().cpu;
const fixing = stopwatch();
const fixes = fixer.fix().namespaces;
const fixed = fixing();
const unready = fixes.filter(({ ready }) => !ready);
if (unready.length > 0) throw new Error(`${unready.length} of ${fixes.length} namespaces are not ready`);

report({
  ...fixed,
  objects: pods,
  stages: {
    read,
    compile: compiled,
    fix: fixed.cpu,
    namespaces: fixes.length,
    policies: fixes.reduce((sum, { policies }) => sum + policies.allow.length + 1, 0),
    needs: fixes.reduce((sum, { needs }) => sum + needs.length, 0),
  },
});
