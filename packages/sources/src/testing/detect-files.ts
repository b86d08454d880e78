// Reads files of a test for secrets and shows each finding in one line.
import { detectTexts } from '../detect-texts.ts';
import type { Detected, DetectSettings } from '../detect-texts.ts';
import { TEST_DETECTORS } from './detectors.ts';
import { tempFolder } from './temp-folder.ts';

/** `DETECTOR FILE:LINE:COLUMN-END PLACE`, the file from the folder of the test. */
export interface Shown {
  readonly lines: readonly string[];
  readonly detected: Detected;
}

export async function detectFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  settings: Partial<DetectSettings> = {},
): Promise<Shown> {
  const folder = tempFolder();
  try {
    folder.put(files);
    const detected = await detectTexts([folder.path], { detectors: TEST_DETECTORS, ...settings });
    const lines = detected.findings.map(({ detector, file, line, column, endColumn, place = '' }) =>
      `${detector} ${file.slice(folder.path.length + 1)}:${line}:${column}-${endColumn} ${place}`.trimEnd(),
    );
    return { lines, detected };
  } finally {
    folder.remove();
  }
}
