// Azure Storage account key in a connection string.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const azureStorageAccountKey: Detector = {
  id: 'azure-storage-account-key',
  title: 'Azure Storage account key in a connection string',
  class: 'token',
  reference: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string',
  ...shaped({ shapes: ['AccountKey=«{base64:86}==»'] }),
  examples: {
    positive: [
      'DefaultEndpointsProtocol=https;AccountName=backups;AccountKey=«{base64:86}==»;EndpointSuffix=core.windows.net',
      '{"AzureWebJobsStorage":"DefaultEndpointsProtocol=https;AccountName=jobs;AccountKey=«{base64:86}==»"}',
      'AZURE_STORAGE_CONNECTION_STRING="AccountName=logs;AccountKey=«{base64:86}==»"',
    ],
    negative: [
      'AccountName=logs;AccountKey={base64:85}==',
      'AccountName=logs;AccountKey=<key>;',
      'AccountName=logs;AccountKey=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx==',
      'AccountName=logs;SharedKey={base64:86}==',
    ],
  },
};
