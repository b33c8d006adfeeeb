/** JSON Schema 2020-12 by `ajv`, with the formats as `toJsonSchema` means them. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Descriptor } from '../../src/client/descriptor.ts';
import { isInstant } from '../../src/client/instant.ts';
import { toJsonSchema } from '../../src/client/to-json-schema.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
ajv.addKeyword('x-known-values');
ajv.addFormat('date-time', isInstant);
ajv.addFormat('int64', { type: 'number', validate: (n: number) => Math.abs(n) < 2 ** 63 });

/** Throws where the schema is no valid JSON Schema. */
export const validatorOf = (how: Descriptor): ValidateFunction => ajv.compile(toJsonSchema(how));
