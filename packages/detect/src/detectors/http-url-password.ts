// Password in an HTTP URL.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const httpUrlPassword: Detector = {
  id: 'http-url-password',
  title: 'Password in an HTTP URL',
  class: 'connection-string',
  reference: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
  ...urlPassword(['http', 'https']),
  examples: {
    positive: [
      'PROXY_URL=http://app:«{alnum:16}»@db.internal:8443/x',
      '{"url":"https://svc:«{alnum:11}!{digit:2}»@10.0.0.9:8443/x"}',
      'error: cannot reach http://root:«{alnum:24}»@db-0.db.svc:8443/x',
    ],
    negative: [
      'PROXY_URL=http://db.internal:8443/x',
      'PROXY_URL=https://app:${DB_PASSWORD}@db.internal:8443/x',
      'see http://user:password@host/x',
      'xhttp://app:{alnum:16}@db.internal/x',
    ],
  },
};
