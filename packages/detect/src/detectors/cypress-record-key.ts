// Cypress Cloud record key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const cypressRecordKey: Detector = {
  id: 'cypress-record-key',
  title: 'Cypress Cloud record key',
  class: 'token',
  reference: 'https://docs.cypress.io/cloud/account-management/projects',
  ...named({ names: ['cypress'], shapes: ['{uuid}'], words: ['key'] }),
  examples: {
    positive: [
      '{"env":[{"name":"CYPRESS_RECORD_KEY","value":"«{uuid}»"}]}',
      'cypress.record.key = «{uuid}»',
      'cypress_record_key: "«{uuid}»"',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export CYPRESS_RECORD_KEY={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'cypress_record_key: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'cypress cypress build {uuid} done',
    ],
  },
};
