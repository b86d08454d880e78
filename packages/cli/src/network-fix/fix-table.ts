// A fix of the network for the terminal: ready or which gate forbids it, what is kept, what is closed, and the stages to apply.
import { deletions, edgeText } from '@watertight/engine';
import type {
  Coverage,
  FixEdges,
  FixGate,
  FixNeed,
  FixStage,
  NamespaceFixResult,
  NetworkFixResult,
} from '@watertight/engine';
import { command, gap, gaps, visible } from '@watertight/report';

/** Connections that are named without `-o wide`. */
const SHOWN = 10;

export interface TableSettings {
  readonly wide: boolean;
  readonly program: string;
  /** The arguments that name the input. */
  readonly inputs: readonly string[];
}

export function fixTable(result: NetworkFixResult, settings: TableSettings): string {
  const lines = [
    result.enforcer,
    ...result.namespaces.flatMap((one) => ['', ...namespaceLines(one, settings)]),
    ...(result.leftOut.length === 0 ? [] : ['', `left out, name them with -n: ${result.leftOut.join(', ')}`]),
    ...(result.namespaces.length === 0 ? ['', 'no pod that a policy could select is in what was asked for'] : []),
    ...(result.onHost.length === 0
      ? []
      : ['', ...section('on the network of their hosts, where no policy holds for them', result.onHost, settings)]),
    ...coverage(result.coverage, settings),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

/** Nothing where all was read. */
function coverage(entries: readonly Coverage[], settings: TableSettings): string[] {
  const missing = gaps(entries);
  return missing.length === 0 ? [] : ['', ...section('not read, or in part', missing.map(gap), settings)];
}

function namespaceLines(fix: NamespaceFixResult, settings: TableSettings): string[] {
  const { namespace, ready, policies, gates } = fix;
  const told = gates.filter(({ result }) => result !== 'pass');
  const passed = gates.filter(({ result }) => result === 'pass').map(({ gate }) => gate);
  return [
    `namespace ${namespace}: ${ready ? `ready, ${policies.length} policies` : 'not ready'}`,
    ...told.flatMap(gateLines),
    `  pass       ${passed.join(', ')}`,
    ...section('kept', fix.needs.map(needLine), settings),
    ...section('not opened: declared, and refused today', fix.notOpened.map(needLine), settings),
    ...edgeSection('closed', fix.closed, settings),
    ...edgeSection('left open beyond need', fix.left, settings),
    ...mtlsLines(fix),
    ...(ready ? fix.stages.flatMap((stage, at) => stageLines(stage, at + 1, { ...settings, namespace })) : []),
  ];
}

function mtlsLines({ mtls }: NamespaceFixResult): string[] {
  if (mtls === undefined) return [];
  const { ready, breaks, open } = mtls;
  return [
    `  mTLS STRICT: ${ready ? 'ready: --mtls -o yaml' : 'not ready, these clients would break'}`,
    ...breaks.map((line) => `    breaks     ${line}`),
    ...open.map((line) => `    undefined  ${line}`),
  ];
}

function gateLines({ gate, result, reasons }: FixGate): string[] {
  return reasons.map((reason) => `  ${result.padEnd(10)} ${gate}: ${reason}`);
}

function needLine({ from, to, port, protocol, after, because }: FixNeed): string {
  const place = because.evidence.flatMap(({ file, line }) => (file === undefined ? [] : [`${file}:${line}`]))[0];
  const verdict = after === 'undefined' ? ' (undefined)' : '';
  return `${from} → ${to} ${port}/${protocol}${verdict}: ${because.text}${place === undefined ? '' : ` (${place})`}`;
}

function section(title: string, lines: readonly string[], { wide }: TableSettings): string[] {
  if (lines.length === 0) return [];
  const shown = wide ? lines : lines.slice(0, SHOWN);
  const more = lines.length - shown.length;
  return [
    `  ${title} (${lines.length})`,
    ...shown.map((line) => `    ${line}`),
    ...(more > 0 ? [`    and ${more} more: -o wide`] : []),
  ];
}

function edgeSection(title: string, { count, edges }: FixEdges, { wide }: TableSettings): string[] {
  if (count === 0) return [];
  const shown = wide ? edges : edges.slice(0, SHOWN);
  return [
    `  ${title} (${count})`,
    ...shown.map((edge) => `    ${edgeText(edge)}`),
    ...(count > shown.length ? [`    and ${count - shown.length} more`] : []),
  ];
}

function stageLines(
  { stage, prepare, apply, delete: gone, check, undo }: FixStage,
  number: number,
  { program, inputs, namespace }: TableSettings & { readonly namespace: string },
): string[] {
  const words = command(program, ['fix', 'network', '-n', namespace, '--stage', stage, '-o', 'yaml', ...inputs]);
  const run = [
    ...prepare,
    ...(apply.length > 0 ? [`${words ?? ''} | kubectl apply -f -`] : []),
    ...deletions(namespace, gone),
  ];
  return [`  stage ${number}: ${stage}`, ...run.map((line) => `    ${line}`), `    then ${check}`, `    undo: ${undo}`];
}
