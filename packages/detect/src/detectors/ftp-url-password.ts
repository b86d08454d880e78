// Password in an FTP or SFTP URL.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const ftpUrlPassword: Detector = {
  id: 'ftp-url-password',
  title: 'Password in an FTP or SFTP URL',
  class: 'connection-string',
  reference: 'https://www.rfc-editor.org/rfc/rfc1738',
  ...urlPassword(['ftp', 'ftps', 'sftp']),
  examples: {
    positive: [
      'BACKUP_URL=ftp://app:«{alnum:16}»@db.internal:21/dump',
      '{"url":"sftp://svc:«{alnum:11}!{digit:2}»@10.0.0.9:21/dump"}',
      'error: cannot reach ftp://root:«{alnum:24}»@db-0.db.svc:21/dump',
    ],
    negative: [
      'BACKUP_URL=ftp://db.internal:21/dump',
      'BACKUP_URL=sftp://app:${DB_PASSWORD}@db.internal:21/dump',
      'see ftp://user:password@host/dump',
      'xftp://app:{alnum:16}@db.internal/dump',
    ],
  },
};
