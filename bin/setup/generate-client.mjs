// store/generated: the database client, made of prisma/schema.prisma as `prisma generate` makes it, without Prisma's command line and
// the 190 MB that come with it. The generator's own packages are pinned to the client's version.
import { createRequire } from 'node:module';
import { ROOT } from './checkout.mjs';

// The ES modules of this release import files that it does not carry.
const require = createRequire(import.meta.url);
const internals = require('@prisma/internals');
const { PrismaClientTsGenerator } = require('@prisma/client-generator-ts');

const schemaContext = await internals.loadSchemaContext({
  schemaPath: { baseDir: ROOT, cliProvidedPath: 'prisma/schema.prisma' },
  cwd: ROOT,
  printLoadMessage: false,
});
const [generator] = await internals.getGenerators({
  schemaContext,
  registry: { 'prisma-client': { type: 'in-process', generator: new PrismaClientTsGenerator() } },
  // The native engines are downloads that many networks refuse, and generating needs none of them.
  skipDownload: true,
  cliCommand: 'generate',
});
await generator.generate();
generator.stop();
