// A small cluster, and scans of it with a settings file: what the tests of suppressions and baselines share.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ScanResult } from '@watertight/engine';
import { runInProcess } from './in-process.ts';
import type { Ran } from './in-process.ts';

/** A Role that lets the user of its name get the resource, and its binding. */
export const role = (name: string, resource: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: ${name}, namespace: shop}
rules:
- {apiGroups: [""], resources: [${resource}], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ${name}, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${name}}
subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: ${name}}]
---
`;
export const SECRET =
  'apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop, labels: {tier: data}}\nstringData: {password: fake}\n---\n';
export const PRIVILEGED = `apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: shop, labels: {tier: infra}}
spec:
  automountServiceAccountToken: false
  containers: [{name: agent, image: agent, securityContext: {privileged: true}}]
---
`;

export interface Scanned {
  readonly code: number;
  readonly result: ScanResult;
}

export class TriageScan {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'watertight-triage-'));

  at(name: string): string {
    return path.join(this.#folder, name);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }

  /** Scans the manifests with a settings file. */
  async scan(manifests: string, settings: string, ...more: string[]): Promise<Scanned> {
    const { code, stdout, stderr } = await this.run(manifests, settings, ...more);
    if (stdout === '') throw new Error(stderr);
    return { code, result: JSON.parse(stdout) as ScanResult };
  }

  async run(manifests: string, settings: string, ...more: string[]): Promise<Ran> {
    writeFileSync(this.at('input.yaml'), manifests);
    writeFileSync(this.at('settings.yaml'), settings);
    const given = ['-f', this.at('input.yaml'), '--config', this.at('settings.yaml')];
    return await runInProcess(['scan', ...given, '-o', 'json', '--as-of', '2026-11-22', ...more]);
  }
}

/** A settings file with one suppression. */
export function suppress(matchers: string, until = '2027-03-31'): string {
  return `suppressions:\n- {${matchers}, reason: accepted, owner: team, until: ${until}}\n`;
}
