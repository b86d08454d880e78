// The manifests of a fix as one YAML stream for `kubectl apply`, each with what it keeps; of a fix that is not ready, only why.
import type { FixNeed, NamespaceFixResult, NetworkFixResult, StageName } from '@watertight/engine';
import { deletions } from '@watertight/engine';
import { visible } from '@watertight/report';
import { yamlLines } from './yaml-text.ts';

interface Manifest {
  readonly metadata: { readonly name: string; readonly namespace: string };
}

/** Without a stage, the policies as they are in the end. */
export function fixYaml(result: NetworkFixResult, stage?: StageName): string {
  const documents = result.namespaces.flatMap((one) => (one.ready ? ready(one, stage) : [notReady(one)]));
  return documents.map((lines) => `${lines.join('\n')}\n`).join('---\n');
}

/** The PeerAuthentications of namespaces in which nobody breaks; of the others, who does. */
export function mtlsYaml({ namespaces }: NetworkFixResult): string {
  const documents = namespaces.flatMap(({ namespace, mtls }): string[][] => {
    if (mtls === undefined) return [];
    const { ready: isReady, manifest, breaks, open } = mtls;
    const head = comment(`namespace ${namespace}: ${isReady ? 'STRICT' : 'not ready, nothing is to be applied'}`);
    const said = [...breaks.map((one) => comment(`breaks ${one}`)), ...open.map((one) => comment(`open: ${one}`))];
    return [[head, ...said, ...(isReady ? yamlLines(manifest) : [])]];
  });
  return documents.map((lines) => `${lines.join('\n')}\n`).join('---\n');
}

const comment = (text: string): string => `# ${visible(text)}`;

function notReady({ namespace, gates }: NamespaceFixResult): string[] {
  const failed = gates.filter(({ result }) => result === 'fail');
  return [
    comment(`namespace ${namespace}: not ready, nothing is to be applied`),
    ...failed.flatMap(({ gate, reasons }) => reasons.map((reason) => comment(`${gate}: ${reason}`))),
  ];
}

function ready(fix: NamespaceFixResult, stage: StageName | undefined): string[][] {
  const { namespace, stages } = fix;
  const staged = stages.find((one) => one.stage === stage);
  if (stage !== undefined && staged === undefined) return [];
  const manifests = (staged?.apply ?? fix.policies) as readonly Manifest[];
  const retired = staged === undefined ? stages.flatMap((one) => one.delete) : staged.delete;
  const commands = [...(staged?.prepare ?? []), ...deletions(namespace, retired)].map(comment);
  const open = fix.gates.filter(({ result }) => result === 'undefined');
  const conditions = open.flatMap(({ gate, reasons }) => reasons.map((reason) => comment(`open (${gate}): ${reason}`)));
  const [first = [], ...rest] = manifests.map((manifest) => yamlLines(manifest));
  const head = [
    comment(`namespace ${namespace}${stage === undefined ? '' : `, stage ${stage}`}`),
    ...conditions,
    ...commands,
  ];
  return [[...head, ...kept(fix.needs), ...first], ...rest];
}

function kept(needs: readonly FixNeed[]): string[] {
  return needs.map(({ from, to, port, protocol, because }) =>
    comment(`keeps ${from} → ${to} ${port}/${protocol}: ${because.text}`),
  );
}
