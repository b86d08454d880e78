// Tightens repo-rules/ratchet.json to the tree's present sizes: `npm run ratchet`; it never loosens.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Ratchet, tightened } from '../repo-rules/sizes.ts';
import { ROOT, sourceFiles } from '../repo-rules/source-file.ts';

const FILE = path.join(ROOT, 'repo-rules/ratchet.json');
const ratchet = JSON.parse(readFileSync(FILE, 'utf8')) as Ratchet;
const next = tightened(sourceFiles(), ratchet);
writeFileSync(FILE, `${JSON.stringify(next, null, 2)}\n`);
console.log(`${Object.keys(ratchet).length} exceptions before, ${Object.keys(next).length} after`);
