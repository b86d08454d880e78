// Builds the Go program of a folder once, and keeps it outside the checkout by name and digest of what it was built from.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { removeObsolete } from './obsolete-builds.ts';

/** What `go build` is given; `GOTOOLCHAIN=local`, so that no other Go is downloaded for a module that asks for one. */
const BUILD_ENV = { CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off' };
const SOURCES = ['go.mod', 'go.sum', '**/*.go'];

/** A program that cannot be built; the message says in one line what is wrong and in one what to do. */
export class GoProgramError extends Error {
  override readonly name = 'GoProgramError';
}

/** Version, system and architecture of the Go on the path; undefined where there is none. */
function goIdentity(): string | undefined {
  const { status, stdout } = spawnSync('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], {
    encoding: 'utf8',
    env: { ...process.env, ...BUILD_ENV },
  });
  return status === 0 ? stdout.trim().split('\n').join('-') : undefined;
}

const GO = goIdentity();

/** Whether Go is on the path: `test.skipIf(!hasGo)('… (needs go)', …)`. */
export const hasGo = GO !== undefined;

/** Kubernetes reports its version from variables that its own build sets with the linker, as we do from go.mod. */
function linkerFlags(goMod: string): string {
  const [, version, major, minor] = /^\s*k8s\.io\/kubernetes (v(\d+)\.(\d+)\.\S+)/m.exec(goMod) ?? [];
  if (version === undefined) return '-s -w';
  const values = { gitVersion: version, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' };
  const set = (place: string) => Object.entries(values).map(([name, value]) => `-X ${place}.${name}=${value}`);
  return ['-s -w', ...set('k8s.io/component-base/version'), ...set('k8s.io/client-go/pkg/version')].join(' ');
}

function digest(folder: string, flags: string): string {
  const hash = createHash('sha256').update(`${GO}\n${flags}\n`);
  for (const file of globSync(SOURCES, { cwd: folder }).toSorted()) {
    const content = readFileSync(path.join(folder, file));
    hash.update(`${file}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Where built programs are kept: `$XDG_CACHE_HOME` or `~/.cache`, then `watertight/testbed`. */
function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'];
  return path.join(base === undefined || base === '' ? path.join(homedir(), '.cache') : base, 'watertight', 'testbed');
}

function plan(folder: string): { readonly target: string; readonly flags: string } {
  const goMod = path.join(folder, 'go.mod');
  if (!existsSync(goMod)) throw new GoProgramError(`${folder} has no go.mod\nName the folder of a Go program`);
  const flags = linkerFlags(readFileSync(goMod, 'utf8'));
  return { target: path.join(cacheFolder(), `${path.basename(folder)}-${digest(folder, flags)}`), flags };
}

/** The program of a folder if it is built and up to date; tests use this one, since a build may take half an hour. */
export function builtGoProgram(folder: string): string | undefined {
  if (!hasGo) return undefined;
  const { target } = plan(folder);
  if (!existsSync(target)) return undefined;
  noteUse(target);
  return target;
}

/** What is in use is never removed: its time of change tells. In a cache that may only be read, nothing is removed either. */
function noteUse(target: string): void {
  try {
    const now = new Date();
    utimesSync(target, now, now);
  } catch {
    // Another builder removed it, or it is not ours.
  }
}

/**
 * Builds the program of a folder (`go.mod`, `go.sum` and Go sources) unless it is built already, and returns its path.
 * Builders do not disturb each other: a program appears under its name only when it is whole.
 * @throws {GoProgramError} when Go is absent or the build fails; the compiler's words went to standard error.
 */
export function buildGoProgram(folder: string): string {
  const { target, flags } = plan(folder);
  if (!hasGo) throw new GoProgramError('go is not installed\nInstall Go as new as the go.mod asks for');
  if (existsSync(target)) return target;
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
  const unfinished = `${target}.${process.pid}`;
  const args = ['build', '-trimpath', '-buildvcs=false', '-mod=readonly', `-ldflags=${flags}`, '-o', unfinished, '.'];
  const { status } = spawnSync('go', args, {
    cwd: folder,
    env: { ...process.env, ...BUILD_ENV },
    stdio: ['ignore', 2, 'inherit'],
  });
  // A source edited meanwhile would stand under the digest of what it was.
  const changed = plan(folder).target !== target;
  if (status !== 0 || changed) {
    rmSync(unfinished, { force: true });
    const reason = changed
      ? 'its sources changed meanwhile\nBuild again'
      : 'go build failed\nIts own words stand above';
    throw new GoProgramError(`${folder}: ${reason}`);
  }
  renameSync(unfinished, target);
  removeObsolete(target, Date.now());
  return target;
}

/** Why a test that runs the folder's program must be skipped, for `context.skip(reason !== undefined, reason)`. */
export function missingGoProgram(folder: string): string | undefined {
  if (!hasGo) return 'go is not installed';
  if (builtGoProgram(folder) !== undefined) return undefined;
  const name = path.basename(folder);
  return `${name} is not built: npm run testbed:build -- ${name}`;
}
