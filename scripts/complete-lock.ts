// Adds to package-lock.json the platforms that the registry at hand does not carry: `npm run lock`, after npm install.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { completed, type LockPackages, missing } from './lock-file.ts';

const FILE = path.resolve(import.meta.dirname, '../package-lock.json');
const lock = JSON.parse(readFileSync(FILE, 'utf8')) as { packages: LockPackages };
const packages = completed(lock.packages);
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
console.log(`added ${Object.keys(packages).length - Object.keys(lock.packages).length} packages`);
for (const { by, name, range } of missing(packages)) console.error(`still missing: ${name} ${range}, needed by ${by}`);
