// Makes source files from text, so that each rule's tests show what it refuses and what it lets pass.
import { type SourceFile, sourceFile } from './source-file.ts';

export function fixture(files: Readonly<Record<string, string>>): SourceFile[] {
  return Object.entries(files).map(([path, text]) => sourceFile(path, text));
}
