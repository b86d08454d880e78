// can-connect: what the network would allow, for one pair or one request a line.
import { CanConnect, ConnectTransit, SCHEMA } from '@watertight/engine';
import type {
  Cni,
  Connected,
  ConnectAnswer,
  ConnectError,
  ConnectReason,
  ConnectRequest,
  ConnectUnknown,
} from '@watertight/engine';
import type { Locator } from '@watertight/sources';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { readPosition } from '../shell/identifiers.ts';
import { readInput } from '../shell/input.ts';
import type { InputOptions } from '../shell/input.ts';
import { namespaceOf } from '../shell/live-input.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { locateCitation } from '../shell/present.ts';
import { readPort } from '../shell/port.ts';
import { requestLines } from '../shell/request-lines.ts';
import { asOfDay } from '../triage/as-of.ts';

export interface CanConnectOptions extends InputOptions, OutputOptions {
  readonly from?: string;
  readonly to?: string;
  readonly port?: string;
  readonly namespace?: string;
  readonly cni?: Cni;
  readonly requests?: string;
  readonly asOf?: string;
}

type Answer = ConnectAnswer | ConnectUnknown | ConnectError;

export async function canConnect(options: CanConnectOptions): Promise<number> {
  if (options.requests === '-' && options.filename.includes('-'))
    throw new UserError('both -f and --requests read standard input', 'Put one of them into a file.');
  const single = options.requests === undefined ? requestOf(options, await namespaceOf(options)) : undefined;
  const input = await readInput(options);
  const asked = new CanConnect(input.facts, options.cni === undefined ? {} : { cni: options.cni });
  const transits = new ConnectTransit(input.facts, asked, asOfDay(options.asOf));
  const answers: Answer[] = [];
  if (single !== undefined) answers.push(await located(asked.answer(single), transits, input.locator));
  else
    for await (const { text, number } of requestLines(options.requests as string)) {
      const answer = asked.answerLine(text, number);
      if (answer !== undefined) answers.push(await located(answer, transits, input.locator));
    }
  await writeResult({ schema: SCHEMA, kind: 'can-connect', answers }, options, input.names);
  return withCoverage(ExitCode.ok, input.facts, options);
}

const HINT = 'For example: can-connect --from pod/web --to service/db --port 5432/TCP -n shop -f FILE';

function requestOf({ from, to, port }: CanConnectOptions, namespace: string): ConnectRequest {
  if (from === undefined || to === undefined || port === undefined)
    throw new UserError('--from, --to and --port are needed, or --requests', HINT);
  return { from: readPosition(from, namespace), to: readPosition(to, namespace), ...readPort(port, HINT) };
}

async function located(
  answer: Connected | ConnectUnknown | ConnectError,
  transits: ConnectTransit,
  locator: Locator,
): Promise<Answer> {
  if ('error' in answer) return answer;
  const { transit, mesh, ...joined } = transits.join(answer);
  return {
    ...joined,
    because: await reasons(joined.because, locator),
    ...(transit !== undefined && { transit: { state: transit.state, basis: await reasons(transit.basis, locator) } }),
    ...(mesh !== undefined && { mesh: { verdict: mesh.verdict, basis: await reasons(mesh.basis, locator) } }),
  };
}

async function reasons(because: Connected['because'], locator: Locator): Promise<ConnectReason[]> {
  const found: ConnectReason[] = [];
  for (const { text, evidence } of because) {
    const places: ConnectReason['evidence'][number][] = [];
    for (const citation of evidence) places.push(await locateCitation(citation, locator));
    found.push({ text, evidence: places });
  }
  return found;
}
