// Langfuse secret key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const langfuseSecretKey: Detector = {
  id: 'langfuse-secret-key',
  title: 'Langfuse secret key',
  class: 'token',
  reference: 'https://langfuse.com/docs/api',
  ...shaped({ shapes: ['sk-lf-{uuid}'] }),
  examples: {
    positive: [
      '{"langfuse_secret_key":"«sk-lf-{uuid}»","retries":3}',
      'Authorization: Bearer «sk-lf-{uuid}»',
      '{"env":[{"name":"LANGFUSE_SECRET_KEY","value":"«sk-lf-{uuid}»"}]}',
    ],
    negative: [
      'export LANGFUSE_SECRET_KEY=sk-lf-{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'langfuse_secret_key: sk-lf-00000000-0000-0000-0000-000000000000',
      'see id=xsk-lf-{uuid}',
    ],
  },
};
