// Bundles the command into dist/, in parts that load only when used, with its dependencies' licences beside it.
import { readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type OutputChunk } from 'rolldown';
import { inAscii } from './in-ascii.ts';
import { leanModules } from './lean-modules.ts';
import { noticesText, packageFolder } from './notices.ts';

/** Files outside the module graph that change what the bundle is. */
const ALSO = ['package-lock.json', 'scripts/bundle.ts', 'scripts/in-ascii.ts', 'scripts/lean-modules.ts'];

function modulesOf(chunks: readonly OutputChunk[]): string[] {
  const ids = new Set(chunks.flatMap((chunk) => chunk.moduleIds).filter((id) => path.isAbsolute(id)));
  return [...ids].toSorted();
}

/** Optional packages, loaded by the one key store that needs them, from where they are installed. */
const OPTIONAL = ['pkcs11js', '@aws-sdk/client-kms', '@azure/identity', '@azure/keyvault-keys', '@google-cloud/kms'];
/** grpc-js asks for it only to publish its own state (channelz), which the plugin does not. */
const UNUSED = ['@grpc/proto-loader'];

/** Path, size and time of change of every source: `bin/start.js` takes the bundle only while all of them hold. */
function stamp(root: string, modules: readonly string[]): string {
  const own = modules.filter((id) => packageFolder(id) === undefined).map((id) => path.relative(root, id));
  const files = [...ALSO, ...own].map((file) => {
    const { size, mtimeMs } = statSync(path.join(root, file));
    return [file.split(path.sep).join('/'), size, mtimeMs];
  });
  return `${JSON.stringify({ files })}\n`;
}

/** Builds `root`'s dist/; returns the bundle's files with their sizes in bytes. */
export async function bundle(root: string): Promise<{ file: string; bytes: number }[]> {
  const dist = path.join(root, 'dist');
  rmSync(dist, { recursive: true, force: true });
  const { output } = await build({
    cwd: root,
    input: { watertight: path.join(root, 'packages/cli/src/main.ts') },
    platform: 'node',
    external: [...OPTIONAL, ...UNUSED],
    logLevel: 'warn',
    plugins: [leanModules],
    output: {
      dir: dist,
      // Not ESM: only of scripts does V8 give the code that a run compiled (bin/run-bundle.js). So nothing awaits at top level.
      format: 'cjs',
      entryFileNames: '[name]-[hash].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      comments: { legal: true, annotation: false, jsdoc: false },
    },
  });
  const chunks = output.filter((item): item is OutputChunk => item.type === 'chunk');
  // What rolldown prints last has no escapes, whatever a plugin gave it.
  for (const { fileName, code } of chunks) writeFileSync(path.join(dist, fileName), inAscii(code));
  const modules = modulesOf(chunks);
  const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []));
  writeFileSync(path.join(dist, 'THIRD-PARTY-NOTICES.txt'), noticesText([...folders].toSorted()));
  const main = chunks.find(({ isEntry }) => isEntry)?.fileName;
  writeFileSync(path.join(dist, 'package.json'), `${JSON.stringify({ type: 'commonjs', main })}\n`);
  // Last, so that a bundle that broke half-way is never taken.
  writeFileSync(path.join(dist, 'bundled-from.json'), stamp(root, modules));
  return chunks.map(({ fileName }) => ({ file: fileName, bytes: readFileSync(path.join(dist, fileName)).length }));
}

if (import.meta.main) {
  const files = await bundle(realpathSync(path.resolve(import.meta.dirname, '..')));
  for (const { file, bytes } of files) console.log(`${String(bytes).padStart(9)} bytes  dist/${file}`);
}
