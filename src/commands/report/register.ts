import type { Command } from 'commander';
import type { LoadProduct } from '../../catalog/product.ts';
import { collect } from '../collect.ts';

export function register(program: Command, load: LoadProduct): void {
  program
    .command('report')
    .description('render a stored run again')
    .argument('<run>', 'its folder, or its name below --out')
    .option(
      '--reporter <name[=path]>',
      'table, json, markdown, junit, html, github, summary, comment or sarif (repeatable)',
      collect,
      [],
    )
    .option('--out <dir>', 'where runs are stored', 'reports')
    .option('--curl', 'with each defect its request as curl, on standard output')
    .action(async (run: string, options: { reporter: string[]; out: string; curl?: boolean }) => {
      const { renderStored } = await import('./render.ts');
      process.exitCode = await renderStored(await load(), run, options);
    });
}
