// Password in a PostgreSQL connection URI.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const postgresUrlPassword: Detector = {
  id: 'postgres-url-password',
  title: 'Password in a PostgreSQL connection URI',
  class: 'connection-string',
  reference: 'https://www.postgresql.org/docs/current/libpq-connect.html',
  ...urlPassword(['postgres', 'postgresql']),
  examples: {
    positive: [
      'DATABASE_URL=postgres://app:«{alnum:14}»@db.internal:5432/orders',
      '{"dsn":"postgresql://app:«p@{alnum:9}!»@10.0.0.5/orders?sslmode=require"}',
      'jdbc:postgresql://app:«{alnum:20}»@db/orders',
    ],
    negative: [
      'DATABASE_URL=postgres://db.internal:5432/orders',
      'url: postgres://app:${DB_PASSWORD}@db.internal/orders',
      'see postgres://user:password@host/db',
      'postgres://app@db.internal:5432/orders?email=a@example.com',
    ],
  },
};
