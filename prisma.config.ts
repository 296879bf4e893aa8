import { defineConfig } from 'prisma/config';

/** For the Prisma CLI only (`prisma generate`, `prisma migrate deploy`); the product itself reads infra/config.ts. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
