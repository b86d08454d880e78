// Over every example: the command gives the hand-written answer, and the verifier re-derives each of its paths.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../packages/cli/src/run.ts';
import { answerOf, exampleFolder, exampleNames, readAnswer } from './answer.ts';
import type { Answer, CanRow, EngineAsset } from './answer.ts';
import { bootstrapPolicy } from './bootstrap-policy.ts';
import { Cluster } from './cluster.ts';
import { callerOf } from './identities.ts';
import { readFolder } from './read-folder.ts';
import { verifyIn } from './verify.ts';

const scratch = mkdtempSync(join(tmpdir(), 'examples-'));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

/** What the command writes; its exit code must be 0. */
async function watertight(args: readonly string[]): Promise<string> {
  const output = join(scratch, 'output');
  expect(await runProgram([...args, '--output-file', output])).toBe(0);
  return readFileSync(output, 'utf8');
}

function inputOf(name: string, answer: Answer): readonly string[] {
  const version = answer.kubernetesVersion;
  return ['-f', exampleFolder(name), ...(version === undefined ? [] : ['--kubernetes-version', version])];
}

interface WhoCanRead {
  readonly assets: readonly EngineAsset[];
  readonly coverage: readonly { readonly state: string; readonly file?: string; readonly source: string }[];
}

async function whoCanRead(name: string, answer: Answer): Promise<WhoCanRead> {
  return JSON.parse(await watertight(['who-can-read', '--all', '-o', 'json', ...inputOf(name, answer)])) as WhoCanRead;
}

/** A request line of `can`, for a position of the answer. */
function requestLine({ as, verb, group = '', resource, subresource, namespace, name, query }: CanRow): string {
  const { user, groups } = callerOf(as) ?? { user: as, groups: [] };
  return JSON.stringify({ user, groups, verb, group, resource, subresource, namespace, name, query });
}

/** Examples whose answer has one of the sections. */
function examplesWith(...sections: readonly (keyof Answer)[]): readonly string[] {
  return exampleNames().filter((name) => sections.some((section) => readAnswer(name)[section] !== undefined));
}

describe.each(exampleNames())('examples/%s', (name) => {
  const answer = readAnswer(name);
  let asked: Promise<WhoCanRead> | undefined;
  const ask = (): Promise<WhoCanRead> => (asked ??= whoCanRead(name, answer));

  it('has the answer written by hand', async () => {
    expect(answerOf((await ask()).assets)).toEqual(answer.secrets);
  });

  it('proves each path so that the verifier re-derives it', async () => {
    const version = answer.kubernetesVersion ?? '';
    const cluster = new Cluster(readFolder(exampleFolder(name)), bootstrapPolicy(version), version);
    const paths = (await ask()).assets.flatMap(({ readers }) => readers.map(({ path }) => path));
    const faults = paths.map((path) => ({
      path: `${path.from} → ${path.to}`,
      problems: verifyIn(cluster, path).problems,
    }));
    expect(faults.filter(({ problems }) => problems.length > 0)).toEqual([]);
  });
});

describe.each(examplesWith('coverage'))('examples/%s', (name) => {
  it('says what it could not read', async () => {
    const answer = readAnswer(name);
    const { coverage } = await whoCanRead(name, answer);
    const found = coverage.map(({ file, source, state }) => `${basename(file ?? source)} ${state}`);
    for (const { file, state } of answer.coverage ?? []) expect(found).toContain(`${file} ${state}`);
  });
});

describe.each(examplesWith('can'))('examples/%s', (name) => {
  it('answers single requests', async () => {
    const answer = readAnswer(name);
    const requests = join(scratch, 'requests.jsonl');
    writeFileSync(requests, `${(answer.can ?? []).map(requestLine).join('\n')}\n`);
    const output = await watertight(['can', '--requests', requests, '-o', 'ndjson', ...inputOf(name, answer)]);
    const allowed = output
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { allowed?: unknown }).allowed);
    expect((answer.can ?? []).map((row, index) => ({ ...row, allowed: allowed[index] }))).toEqual(answer.can);
  });
});

const CONNECTS =
  /^(allow|deny|undefined) (\S+) > (\S+) (\d+|[a-z-]+)\/(TCP|UDP|SCTP)(?: (generic|calico|cilium|ovn))?$/;

describe.each(examplesWith('connects'))('examples/%s', (name) => {
  const answer = readAnswer(name);
  it.each(answer.connects ?? [])('connects: %s', async (row) => {
    const [, verdict, from = '', to = '', port = '', protocol = '', cni] = CONNECTS.exec(row) ?? [];
    const asked = ['can-connect', '--from', from, '--to', to, '--port', `${port}/${protocol}`, '-o', 'json'];
    const said = await watertight([...asked, ...(cni === undefined ? [] : ['--cni', cni]), ...inputOf(name, answer)]);
    expect((JSON.parse(said) as { verdict?: string }).verdict).toBe(verdict);
  });
});

const TRANSITS = /^(mtls|tls|link-encrypted|plain|refused|unknown|none) (\S+) > (\S+) (\S+)$/;

describe.each(examplesWith('transits'))('examples/%s', (name) => {
  const answer = readAnswer(name);
  it.each(answer.transits ?? [])('transit: %s', async (row) => {
    const [, state, from = '', to = '', port = ''] = TRANSITS.exec(row) ?? [];
    const asked = ['can-connect', '--from', from, '--to', to, '--port', port, '-o', 'json'];
    const said = await watertight([...asked, ...inputOf(name, answer)]);
    expect((JSON.parse(said) as { transit?: { state: string } }).transit?.state ?? 'none').toBe(state);
  });
});

const ADMISSIONS = /^(admitted|refused|undefined|none) (\S+) > (\S+) (\S+)$/;

describe.each(examplesWith('admissions'))('examples/%s', (name) => {
  const answer = readAnswer(name);
  it.each(answer.admissions ?? [])('mesh: %s', async (row) => {
    const [, verdict, from = '', to = '', port = ''] = ADMISSIONS.exec(row) ?? [];
    const asked = ['can-connect', '--from', from, '--to', to, '--port', port, '-o', 'json'];
    const said = await watertight([...asked, ...inputOf(name, answer)]);
    expect((JSON.parse(said) as { mesh?: { verdict: string } }).mesh?.verdict ?? 'none').toBe(verdict);
  });
});

describe.each(examplesWith('findings', 'absentFindings'))('examples/%s', (name) => {
  it('finds the weaknesses named, and none of those that only look like one', async () => {
    const answer = readAnswer(name);
    const output = await watertight(['scan', '-o', 'json', '--fail-on', 'none', ...inputOf(name, answer)]);
    const { findings } = JSON.parse(output) as {
      readonly findings: readonly { readonly check: string; readonly object: string }[];
    };
    const found = findings.map(({ check, object }) => `${check} ${object}`);
    for (const finding of answer.findings ?? []) expect(found).toContain(finding);
    for (const finding of answer.absentFindings ?? []) expect(found).not.toContain(finding);
  });
});
