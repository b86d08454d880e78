// Runs the bundle, with all the code that V8 compiled in an earlier run of the same command.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { constants, Script } from 'node:vm';
import { crc32 } from 'node:zlib';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;
const CHECKSUM_BYTES = 4;
/** Ends of a run that has done its work: nothing found, something found, not all read. */
const DONE = new Set([0, 1, 3]);
const VERB = /^[a-z-]{1,32}$/;
const WRAPPER = ['(function (exports, require, module, __filename, __dirname) {', '\n})'];

const requireBuiltin = createRequire(import.meta.url);

/**
 * Where the compiled code of this command's parts lies. Commands use different functions of the same part, so each has its
 * own; a word that is no command ends the run with a usage error, which stores nothing. V8 refuses what another V8 made.
 */
function folderFor(cache) {
  const [verb = ''] = process.argv.slice(2);
  return path.join(cache, `${process.version}-${process.arch}`, VERB.test(verb) ? verb : 'none');
}

/** Compiled code as it was stored; undefined where there is none. V8 runs what it is given: a checksum after it tells damage. */
function stored(file) {
  try {
    const bytes = readFileSync(file);
    const code = bytes.subarray(0, -CHECKSUM_BYTES);
    return crc32(code) === bytes.readUInt32LE(code.length) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Appears whole or not at all: another run may be reading, or storing the same. */
function store(file, code) {
  const part = `${file}.${process.pid}`;
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32LE(crc32(code));
  try {
    writeFileSync(part, Buffer.concat([code, checksum]), { mode: PRIVATE_FILE, flag: 'wx' });
    renameSync(part, file);
  } catch {
    rmSync(part, { force: true });
  }
}

class Parts {
  /** Exports by file. */
  #loaded = new Map();
  /** Scripts whose compiled code is not stored yet, by where it goes. */
  #fresh = new Map();
  #folder;

  constructor(folder) {
    this.#folder = folder;
  }

  load(file) {
    const known = this.#loaded.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    this.#loaded.set(file, module);
    const folder = path.dirname(file);
    const require = (id) => (id.startsWith('.') ? this.load(path.join(folder, id)) : requireBuiltin(id));
    this.#compile(file).runInThisContext()(module.exports, require, module, file, folder);
    return module.exports;
  }

  /** A part's name holds the hash of its text, so code is never taken for another text. */
  #compile(file) {
    const place = this.#folder === undefined ? undefined : path.join(this.#folder, path.basename(file));
    const cachedData = place === undefined ? undefined : stored(place);
    const script = new Script(WRAPPER.join(readFileSync(file, 'utf8')), {
      filename: file,
      cachedData,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    if (place !== undefined && (cachedData === undefined || script.cachedDataRejected)) this.#fresh.set(place, script);
    return script;
  }

  /** Where there is no room or right to write, the next run starts a little slower. */
  store() {
    if (this.#fresh.size === 0) return;
    try {
      mkdirSync(this.#folder, { mode: PRIVATE_FOLDER, recursive: true });
    } catch {
      return;
    }
    for (const [file, script] of this.#fresh) store(file, script.createCachedData());
  }
}

/**
 * `main` is the bundle's first part; `cache` a folder that only its owner can enter, or undefined. Node's own compile cache
 * keeps what is compiled when a module is loaded; functions first called later, most of a program, it compiles in every run.
 */
export function runBundle(main, cache) {
  const parts = new Parts(cache === undefined ? undefined : folderFor(cache));
  process.once('exit', (code) => {
    if (DONE.has(code)) parts.store();
  });
  parts.load(main);
}
