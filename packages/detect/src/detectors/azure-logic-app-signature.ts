// Signature of an Azure Logic Apps trigger URL.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const azureLogicAppSignature: Detector = {
  id: 'azure-logic-app-signature',
  title: 'Signature of an Azure Logic Apps trigger URL',
  class: 'token',
  reference: 'https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-securing-a-logic-app',
  ...shaped({ shapes: ['&sv=1.0&sig=«{base64url:43}»'] }),
  examples: {
    positive: [
      'https://prod-12.westeurope.logic.azure.com/workflows/{hex:32}/triggers/manual/paths/invoke?api-version=2016-10-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=«{base64url:43}»',
      'WEBHOOK="https://prod-1.eastus.logic.azure.com:443/workflows/{hex:32}/triggers/manual/paths/invoke?sp=x&sv=1.0&sig=«{base64url:43}»"',
      '{"url":"https://prod-07.logic.azure.com/workflows/{hex:32}/triggers/r/paths/invoke?sp=x&sv=1.0&sig=«{base64url:43}»"}',
    ],
    negative: [
      'https://prod-12.logic.azure.com/workflows/x?sp=x&sv=1.0&sig={base64url:42}',
      'https://prod-12.logic.azure.com/workflows/x?sp=x&sv=1.0&sig=<sig>',
      'https://prod-12.logic.azure.com/workflows/x?sv=2.0&sig={base64url:43}',
    ],
  },
};
