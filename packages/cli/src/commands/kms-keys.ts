// kms keys: makes, shows and changes the key ring; a plugin that runs takes it over at SIGHUP.
import { activateInRing, addToRing, initRing, type KeyRing, readRing, retireInRing } from '@watertight/kms';
import { kmsBackend, type KmsOptions, mended } from '../kms/backend-of.ts';
import { ExitCode, UserError } from '../shell/exit-code.ts';

function table({ keys }: KeyRing): string {
  const rows = keys.map(({ keyId, state, key, added }) => [keyId, state, key.name, added]);
  const all = [['KEY_ID', 'STATE', 'NAME', 'ADDED'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

async function changed(action: string, keyId: string | undefined, options: KmsOptions): Promise<KeyRing> {
  const { state } = options;
  if (action === 'list') return readRing(state);
  if (action === 'activate' || action === 'retire') {
    if (keyId === undefined) throw new UserError(`kms keys ${action} needs a key_id`, 'Ask kms keys list for them.');
    return action === 'activate' ? activateInRing(state, keyId) : retireInRing(state, keyId);
  }
  const backend = await kmsBackend(options);
  try {
    const place = { stateFolder: state, backend, now: new Date().toISOString() };
    return action === 'init' ? await initRing(place) : await addToRing(place);
  } finally {
    await backend.close();
  }
}

export async function kmsKeys(action: string, keyId: string | undefined, options: KmsOptions): Promise<number> {
  const ring = await mended(() => changed(action, keyId, options));
  process.stdout.write(`${table(ring)}\n`);
  if (action !== 'list' && action !== 'init') process.stderr.write('A plugin that runs takes this over at SIGHUP.\n');
  return ExitCode.ok;
}
