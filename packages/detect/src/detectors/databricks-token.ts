// Databricks personal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const databricksToken: Detector = {
  id: 'databricks-token',
  title: 'Databricks personal access token',
  class: 'token',
  reference: 'https://docs.databricks.com/aws/en/dev-tools/auth/pat',
  ...shaped({ shapes: ['dapi{hex:32}', 'dapi{hex:32}-{digit:1}'] }),
  examples: {
    positive: [
      'const databricksToken = "«dapi{hex:32}»";',
      '{"databricks_token":"«dapi{hex:32}-{digit:1}»","retries":3}',
      'Authorization: Bearer «dapi{hex:32}»',
    ],
    negative: [
      'DATABRICKS_TOKEN=dapi{hex:31}',
      'databricks_token: dapixxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'DATABRICKS_TOKEN=dapi{hex:33}',
    ],
  },
};
