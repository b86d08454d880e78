// Azure Functions access key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const azureFunctionsKey: Detector = {
  id: 'azure-functions-key',
  title: 'Azure Functions access key',
  class: 'token',
  reference: 'https://learn.microsoft.com/en-us/azure/azure-functions/function-keys-how-to',
  ...shaped({ shapes: ['{base64url:44}AzFu{base64url:6}=='] }),
  examples: {
    positive: [
      'x-functions-key: «{alnum:44}AzFu{alnum:6}==»',
      'https://orders.azurewebsites.net/api/run?code=«{alnum:44}AzFu{alnum:6}==»',
      'FUNCTION_KEY="«{alnum:44}AzFu{alnum:6}==»"',
    ],
    negative: [
      'x-functions-key: {alnum:43}AzFu{alnum:6}==',
      'x-functions-key: {alnum:44}AzFu{alnum:5}==',
      'x-functions-key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxAzFu{alnum:6}==',
    ],
  },
};
