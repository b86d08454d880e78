// Vercel Blob read-write token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const vercelBlobToken: Detector = {
  id: 'vercel-blob-token',
  title: 'Vercel Blob read-write token',
  class: 'token',
  reference: 'https://vercel.com/docs/vercel-blob',
  ...shaped({ shapes: ['vercel_blob_rw_{alnum:16}_{alnum:30}'] }),
  examples: {
    positive: [
      'export BLOB_READ_WRITE_TOKEN=«vercel_blob_rw_{alnum:16}_{alnum:30}»',
      'level=error msg="call refused" blob_read_write_token=«vercel_blob_rw_{alnum:16}_{alnum:30}» status=401',
      "BLOB_READ_WRITE_TOKEN='«vercel_blob_rw_{alnum:16}_{alnum:30}»' ./run.sh",
    ],
    negative: [
      'export BLOB_READ_WRITE_TOKEN=vercel_blob_rw_{alnum:16}_{alnum:29}',
      'blob_read_write_token: vercel_blob_rw_{alnum:16}_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"blob_read_write_token":"vercel_blob_rw_{alnum:16}_{alnum:15}!{alnum:14}"}',
    ],
  },
};
