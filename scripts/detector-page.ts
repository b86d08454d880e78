// Writes a detector's page from the detector itself: the file is the only place where its words stand.
import type { Detector } from '../packages/detect/src/formats/detector.ts';
import { bullets, fence, GENERATED, inCode } from './markdown.ts';

const NOTATION =
  'Made up: `{alnum:36}` stands for 36 letters and digits, `{crc:30}` for 30 and their checksum; the value is what is between « and ».';

export function detectorPage({ id, title, class: kind, reference, unconfirmed, anchors, examples }: Detector): string {
  return `${[
    `# ${id}: ${title}`,
    GENERATED,
    `**Class:** ${kind}.`,
    `**Described by the issuer:** ${reference}`,
    ...(unconfirmed === undefined ? [] : [`**Not confirmed:** ${unconfirmed}`]),
    `## Found by\n\n${bullets(anchors.map(inCode))}`,
    `## Examples\n\n${NOTATION}`,
    `Found:\n\n${fence('text', examples.positive.join('\n'))}`,
    `Not found:\n\n${fence('text', examples.negative.join('\n'))}`,
  ].join('\n\n')}\n`;
}
