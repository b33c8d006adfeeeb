/** Writes the JSON Schemas of what parity reads and writes into `schemas/`, from their zod schemas. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { configSchema } from '../src/config/schema.ts';
import { checkReportSchema } from '../src/model/check.ts';
import { driftReportSchema } from '../src/model/drift.ts';
import { reportSchema } from '../src/model/report.ts';
import { packageRoot } from '../src/package.ts';

const SCHEMAS = {
  'report.schema.json': ['What a run of parity found', z.toJSONSchema(reportSchema, { io: 'output' })],
  'check.schema.json': ['What parity check found', z.toJSONSchema(checkReportSchema, { io: 'output' })],
  'client.schema.json': ['What parity check --client found', z.toJSONSchema(driftReportSchema, { io: 'output' })],
  'config.schema.json': ['parity.config.json', z.toJSONSchema(configSchema, { io: 'input' })],
} as const;

const folder = process.argv[2] ?? join(packageRoot(), 'schemas');
mkdirSync(folder, { recursive: true });
for (const [file, [title, schema]] of Object.entries(SCHEMAS)) {
  writeFileSync(join(folder, file), `${JSON.stringify({ title, ...schema }, null, 2)}\n`);
}
