// Signature of an Azure shared access signature.
import type { Detector } from '../formats/detector.ts';
import { endsInPadding } from '../formats/url-signature.ts';
import { shaped } from '../formats/shaped.ts';

export const azureSasSignature: Detector = {
  id: 'azure-sas-signature',
  title: 'Signature of an Azure shared access signature',
  class: 'token',
  reference: 'https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas',
  ...shaped({ shapes: ['&sig=«{url:43-120}»'], check: endsInPadding }),
  examples: {
    positive: [
      'https://logs.blob.core.windows.net/c/app.log?sv=2024-08-04&se=2027-01-01&sr=b&sp=r&sig=«{alnum:20}%2B{alnum:22}%3D»',
      '?sv=2022-11-02&ss=b&srt=co&sp=rl&se=2027-02-01T00:00:00Z&sig=«{alnum:43}%3D»&spr=https',
      'SharedAccessSignature sr=hub&se=1767225600&sig=«{alnum:10}%2F{alnum:32}%3D»',
    ],
    negative: [
      'https://a.blob.core.windows.net/c?sv=2024&sig={alnum:43}',
      'https://a.blob.core.windows.net/c?sv=2024&sig=<signature>',
      'GET /search?q=a&sig={alnum:12}%3D',
    ],
  },
};
