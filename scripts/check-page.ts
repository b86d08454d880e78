// Writes a check's page from the check itself: the file is the only place where its words stand.
import type { Check, CheckExample } from '../packages/engine/src/checks/check.ts';
import { bullets, fence, GENERATED } from './markdown.ts';

function standards(maps: Check['maps']): string {
  return bullets(
    Object.keys(maps)
      .toSorted()
      .map((standard) => `${standard}: ${(maps[standard] ?? []).join(', ')}`),
  );
}

function example(item: CheckExample): string {
  return `### ${item.name}\n\n${fence('yaml', item.manifests)}`;
}

export function checkPage(check: Check): string {
  return (
    [
      `# ${check.id}: ${check.title}`,
      GENERATED,
      check.why,
      `**Severity:** ${check.severity}. A finding may state another one where the object calls for it, and always brings its own fix.`,
      `## Standards\n\n${standards(check.maps)}`,
      `## References\n\n${bullets(check.references)}`,
      ['## Exposed', ...check.examples.exposed.map(example)].join('\n\n'),
      ['## Safe', ...check.examples.safe.map(example)].join('\n\n'),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}
