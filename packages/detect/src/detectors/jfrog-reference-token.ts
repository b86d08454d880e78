// JFrog reference token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const jfrogReferenceToken: Detector = {
  id: 'jfrog-reference-token',
  title: 'JFrog reference token',
  class: 'token',
  reference: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/reference-tokens',
  ...shaped({ shapes: ['cmVmdGtuOjAxOj{alnum:50}'] }),
  examples: {
    positive: [
      'export JFROG_ACCESS_TOKEN=«cmVmdGtuOjAxOj{alnum:50}»',
      'level=error msg="call refused" jfrog_access_token=«cmVmdGtuOjAxOj{alnum:50}» status=401',
      "JFROG_ACCESS_TOKEN='«cmVmdGtuOjAxOj{alnum:50}»' ./run.sh",
    ],
    negative: [
      'export JFROG_ACCESS_TOKEN=cmVmdGtuOjAxOj{alnum:49}',
      'jfrog_access_token: cmVmdGtuOjAxOjxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"jfrog_access_token":"cmVmdGtuOjAxOj{alnum:25}!{alnum:24}"}',
    ],
  },
};
