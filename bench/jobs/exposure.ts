// Analyses one cluster file, once, in this process, by stage: `node bench/jobs/exposure.ts FILE`.
import { analyse, scanExposure } from '@watertight/engine';
import { readSources } from '@watertight/sources';
import { report, stopwatch } from './report.ts';

/** Secrets whose readers are asked for one by one; the median is reported. */
const ASKED = 51;

const [, , file = ''] = process.argv;
const reading = stopwatch();
const { facts } = await readSources([file], { defaultNamespace: 'default' });
const read = reading().seconds;

const computing = stopwatch();
const building = stopwatch();
const exposure = analyse(facts);
const graph = building().seconds;
const scanning = stopwatch();
const ids = exposure.assetIds();
const scanned = scanExposure(exposure, ids, 100);
const scan = scanning().seconds;
const compute = computing();

const times = Array.from({ length: ASKED }, (_, index) => {
  const id = ids[Math.floor((index * ids.length) / ASKED)] as string;
  const asking = stopwatch();
  exposure.readersOf(exposure.targetNode(id) as number, id);
  return asking().seconds;
}).toSorted((a, b) => a - b);

report({
  ...compute,
  objects: scanned.assets.length,
  stages: { read, graph, scan, 'one Secret': times[Math.floor(ASKED / 2)] as number },
});
