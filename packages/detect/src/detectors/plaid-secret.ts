// Plaid API secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const plaidSecret: Detector = {
  id: 'plaid-secret',
  title: 'Plaid API secret',
  class: 'token',
  reference: 'https://plaid.com/docs/quickstart/glossary/',
  ...named({ names: ['plaid'], shapes: ['{hex:30}'], words: ['secret'] }),
  examples: {
    positive: [
      "PLAID_SECRET='«{hex:30}»' ./run.sh",
      '<add key="plaidSecret" value="«{hex:30}»" />',
      '{"plaid_secret":"«{hex:30}»","retries":3}',
    ],
    negative: [
      'export BILLING_API_KEY={hex:30}',
      'export PLAID_SECRET={hex:29}',
      'plaid_secret: 0123456789abcdef0123456789abcd',
      '{"plaid_secret":"{hex:15}!{hex:14}"}',
    ],
  },
};
