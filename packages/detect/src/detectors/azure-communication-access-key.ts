// Access key in an Azure Communication Services connection string.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const azureCommunicationAccessKey: Detector = {
  id: 'azure-communication-access-key',
  title: 'Access key in an Azure Communication Services connection string',
  class: 'token',
  reference: 'https://learn.microsoft.com/en-us/azure/communication-services/quickstarts/create-communication-resource',
  ...shaped({ shapes: ['communication.azure.com/;accesskey=«{base64:86}==»'] }),
  examples: {
    positive: [
      'endpoint=https://sms.communication.azure.com/;accesskey=«{base64:86}==»',
      'COMMUNICATION="endpoint=https://a.europe.communication.azure.com/;accesskey=«{base64:86}==»"',
      '{"acs":"endpoint=https://b.communication.azure.com/;accesskey=«{base64:86}==»"}',
    ],
    negative: [
      'endpoint=https://sms.communication.azure.com/;accesskey={base64:80}==',
      'endpoint=https://sms.communication.azure.com/;accesskey=<key>',
      'endpoint=https://sms.communication.azure.com/;token={base64:86}==',
    ],
  },
};
