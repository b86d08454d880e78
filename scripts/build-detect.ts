// Builds @watertight/detect as it is published: plain JavaScript with types, so that any program of Node can use it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'rolldown';

/** What `import` finds, and the source that it comes from. */
const ENTRIES = { '.': 'index', './node': 'node/node', './pino': 'node/pino' } as const;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly engines: object;
  readonly peerDependencies: object;
  readonly peerDependenciesMeta: object;
}

/** Fills `out` with a package; it is emptied first. Throws where a source does not compile. */
export async function buildDetect(root: string, out: string): Promise<void> {
  const folder = path.join(root, 'packages/detect');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await build({
    cwd: folder,
    input: Object.fromEntries(Object.values(ENTRIES).map((name) => [name, path.join(folder, 'src', `${name}.ts`)])),
    platform: 'node',
    external: ['pino'],
    logLevel: 'warn',
    output: { dir: out, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
  });
  declarations(root, out);
  writeFileSync(path.join(out, 'package.json'), `${JSON.stringify(published(folder), null, 2)}\n`);
  copyFileSync(path.join(folder, 'README.md'), path.join(out, 'README.md'));
  copyFileSync(path.join(root, 'LICENSE'), path.join(out, 'LICENSE'));
}

/** No dependency: what is needed is bundled, and is our own. */
function published(folder: string): object {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license, engines, peerDependencies, peerDependenciesMeta } = manifest;
  const exports = Object.fromEntries(
    Object.entries(ENTRIES).map(([entry, file]) => [entry, { types: `./types/${file}.d.ts`, default: `./${file}.js` }]),
  );
  const description = 'Finds and masks secrets and personal data in text, logs and streams.';
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    engines,
    exports,
    peerDependencies,
    peerDependenciesMeta,
  };
}

function declarations(root: string, out: string): void {
  const config = path.join(out, 'tsconfig.json');
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rewriteRelativeImportExtensions: true,
    rootDir: path.join(root, 'packages/detect/src'),
    outDir: path.join(out, 'types'),
    typeRoots: [path.join(root, 'node_modules/@types')],
  };
  const files = Object.values(ENTRIES).map((name) => path.join(root, 'packages/detect/src', `${name}.ts`));
  writeFileSync(
    config,
    JSON.stringify({ extends: path.join(root, 'tsconfig.json'), compilerOptions, files, include: [] }),
  );
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', config], { encoding: 'utf8' });
  rmSync(config);
  if (status !== 0) throw new Error(`the types of detect do not compile:\n${stdout}`);
}

if (import.meta.main) {
  const root = realpathSync(path.resolve(import.meta.dirname, '..'));
  const out = path.join(root, 'packages/detect/dist');
  await buildDetect(root, out);
  console.log(`built ${path.relative(root, out)}: publish it with npm publish`);
}
