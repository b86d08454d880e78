// reach: everything that a position can read or become.
import { analyse, CanConnect, connectionsFrom, connectionsTo, SCHEMA } from '@watertight/engine';
import type { Cni, NetworkReach, ReachedFact, Reached, ReachResult, Unknown } from '@watertight/engine';
import type { Locator } from '@watertight/sources';
import { coverageOf } from '../shell/coverage.ts';
import { ExitCode } from '../shell/exit-code.ts';
import { readPosition } from '../shell/identifiers.ts';
import { readInput } from '../shell/input.ts';
import type { Input, InputOptions } from '../shell/input.ts';
import { namespaceOf } from '../shell/live-input.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { readPort } from '../shell/port.ts';
import { locatePath } from '../shell/present.ts';

export interface ReachOptions extends InputOptions, OutputOptions {
  readonly namespace?: string;
  readonly network?: boolean;
  readonly port?: string;
  readonly cni?: Cni;
}

const HINT = 'For example: reach pod/db --port 5432/TCP -n shop -f FILE';

export async function reach(name: string, options: ReachOptions): Promise<number> {
  const position = readPosition(name, await namespaceOf(options));
  const port = options.port === undefined ? undefined : readPort(options.port, HINT);
  const input = await readInput(options);
  const exposure = analyse(input.facts);
  const network =
    port === undefined && options.network !== true ? undefined : networkOf(position, port, input, options);
  const known = exposure.startNode(position) !== undefined || (network !== undefined && network.faults.length === 0);
  const reached = exposure.reachOf(position);
  const positions: Reached[] = [];
  const assets: Reached[] = [];
  for (const fact of reached) (fact.isAsset ? assets : positions).push(await present(fact, input.locator));
  const result: ReachResult = {
    schema: SCHEMA,
    kind: 'reach',
    position,
    positions,
    assets,
    ...(network !== undefined && { network: network.found }),
    unknown: [...(known ? [] : [absent(position)]), ...(network?.faults ?? []), ...exposure.unknownLists()],
    coverage: coverageOf(input.facts),
  };
  await writeResult(result, options, input.names);
  return withCoverage(ExitCode.ok, input.facts, options);
}

function networkOf(
  position: string,
  port: ReturnType<typeof readPort> | undefined,
  { facts }: Input,
  { network, cni }: ReachOptions,
): { found: NetworkReach; faults: Unknown[] } {
  const can = new CanConnect(facts, cni === undefined ? {} : { cni });
  const fault = can.faultOf(position);
  if (fault !== undefined) {
    const reason = `what ${position} connects to, or is connected to from: ${fault}`;
    return { found: { enforcer: can.enforcer, connections: [] }, faults: [{ reason, missing: position }] };
  }
  const connections = [
    ...(network === true ? connectionsFrom(position, facts, can) : []),
    ...(port === undefined ? [] : connectionsTo({ to: position, ...port }, facts, can)),
  ];
  return { found: { enforcer: can.enforcer, connections }, faults: [] };
}

function absent(position: string): Unknown {
  return { reason: `${position} is not in the input, and nothing there refers to it`, missing: position };
}

async function present(fact: ReachedFact, locator: Locator): Promise<Reached> {
  const path = await locatePath(fact.prove(), fact.severity, locator);
  return { id: fact.id, certainty: fact.certainty, hops: path.hops, path };
}
