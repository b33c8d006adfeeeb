/** `gate --checklist FILE`: from stored runs to a file in the form that its name asks for. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noBrowser, openFile, startBrowser } from '../support/browser.ts';
import { runCli, runParity } from '../support/cli.ts';

test('Markdown, and HTML by its name', async () => {
  const { out } = await runParity(['people']);
  const cwd = mkdtempSync(join(tmpdir(), 'parity-checklist-'));
  for (const name of ['list.md', 'list.html']) {
    const { code, stdout } = await runCli(['gate', 'people', '--out', out, '--checklist', name], { cwd });
    expect([code, stdout]).toEqual([expect.any(Number), expect.stringContaining(`Checklist: ${name}`)]);
    const text = readFileSync(join(cwd, name), 'utf8');
    expect(text.startsWith(name.endsWith('.md') ? '# Release checklist' : '<!doctype html>')).toBe(true);
    expect(text).toContain('GET /v1/users/people');
    expect(text).toMatch(/rust recorded, python recorded/);
  }
});

test.skipIf(noBrowser !== undefined)(
  `on paper a phase is a page${noBrowser ? ` (skipped: ${noBrowser})` : ''}`,
  async () => {
    const { out } = await runParity([]);
    const file = join(mkdtempSync(join(tmpdir(), 'parity-checklist-')), 'list.html');
    await runCli(['gate', '--out', out, '--checklist', file]);
    const browser = await startBrowser();
    const { page, errors, asked } = await openFile(browser, file);
    const sections = await page.locator('section').count();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    await browser.close();
    expect([errors, asked]).toEqual([[], []]);
    // The table of modules, three phases, and what is not up.
    expect(sections).toBe(4);
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(sections + 1);
  },
);

test.each(['/dev/null/list.md', '/proc/list.html'])('%s cannot be written: exit 3, no stack', async (file) => {
  const { code, stderr } = await runCli(['gate', 'people', '--checklist', file, '--out', tmpdir()]);
  expect([code, stderr]).toEqual([3, expect.stringMatching(/^parity: [^\n]*Give --checklist another path\.\n$/)]);
  expect(stderr).not.toContain('unexpected');
});
