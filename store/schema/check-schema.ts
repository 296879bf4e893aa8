import { withScratchPostgres } from '../../infra/embedded/with-scratch-postgres.js';
import { findSchemaDrift } from './find-schema-drift.js';

// `npm run check`: exit code 1, and a line for each difference, when the migrations and schema.prisma do not agree.
const drift = await withScratchPostgres(['migrated', 'drawn'], ([migrated, drawn]) => findSchemaDrift(migrated!, drawn!));
for (const line of drift) console.error(line);
process.exit(drift.length === 0 ? 0 : 1);
