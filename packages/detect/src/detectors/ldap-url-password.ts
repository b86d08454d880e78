// Password in an LDAP URL.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const ldapUrlPassword: Detector = {
  id: 'ldap-url-password',
  title: 'Password in an LDAP URL',
  class: 'connection-string',
  reference: 'https://www.rfc-editor.org/rfc/rfc4516',
  ...urlPassword(['ldap', 'ldaps']),
  examples: {
    positive: [
      'LDAP_URL=ldap://app:«{alnum:16}»@db.internal:389',
      '{"url":"ldaps://svc:«{alnum:11}!{digit:2}»@10.0.0.9:389"}',
      'error: cannot reach ldap://root:«{alnum:24}»@db-0.db.svc:389',
    ],
    negative: [
      'LDAP_URL=ldap://db.internal:389',
      'LDAP_URL=ldaps://app:${DB_PASSWORD}@db.internal:389',
      'see ldap://user:password@host',
      'xldap://app:{alnum:16}@db.internal',
    ],
  },
};
