#!/usr/bin/env node
/** The one place where the product meets what compares it. */
import { main } from './program.ts';

await main(async () => (await import('../suites/product.ts')).product);
