// Azure Cosmos DB account key in a connection string.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const azureCosmosAccountKey: Detector = {
  id: 'azure-cosmos-account-key',
  title: 'Azure Cosmos DB account key in a connection string',
  class: 'token',
  reference: 'https://learn.microsoft.com/en-us/azure/cosmos-db/nosql/how-to-dotnet-get-started',
  ...shaped({ shapes: ['documents.azure.com:443/;AccountKey=«{base64:86}==»'] }),
  examples: {
    positive: [
      'AccountEndpoint=https://orders.documents.azure.com:443/;AccountKey=«{base64:86}==»;',
      '{"cosmos":"AccountEndpoint=https://a.documents.azure.com:443/;AccountKey=«{base64:86}==»"}',
      "COSMOS='AccountEndpoint=https://b.documents.azure.com:443/;AccountKey=«{base64:86}==»'",
    ],
    negative: [
      'AccountEndpoint=https://a.documents.azure.com:443/;AccountKey={base64:84}==',
      'AccountEndpoint=https://a.documents.azure.com:443/;AccountKey=<key>',
      'AccountEndpoint=https://a.documents.azure.com:443/;Database=x;',
    ],
  },
};
