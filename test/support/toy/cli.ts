/** The same commands for the other product. */
import { main } from '../../../src/program.ts';

await main(async () => (await import('./product.ts')).product);
