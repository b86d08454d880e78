// Buildkite agent job token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const buildkiteAgentJobToken: Detector = {
  id: 'buildkite-agent-job-token',
  title: 'Buildkite agent job token',
  class: 'token',
  reference: 'https://buildkite.com/docs/platform/security/tokens',
  ...shaped({ shapes: ['bkaj_{dotted:40-2000}'] }),
  examples: {
    positive: [
      "BUILDKITE_AGENT_JOB_TOKEN='«bkaj_{alnum:120}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «bkaj_{alnum:120}»',
      'export BUILDKITE_AGENT_JOB_TOKEN=«bkaj_{alnum:120}»',
    ],
    negative: [
      'export BUILDKITE_AGENT_JOB_TOKEN=bkaj_{dotted:39}',
      'buildkite_agent_job_token: bkaj_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"buildkite_agent_job_token":"bkaj_{dotted:20}!{dotted:19}"}',
    ],
  },
};
