/** A real Chromium that opens files: what it complains of and what it asks for is kept. */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Why nothing can be opened here. */
export const noBrowser = CHROMIUM === undefined ? 'there is no Chromium' : undefined;

export interface Opened {
  page: Page;
  /** Errors of the console and of scripts. */
  errors: string[];
  /** Everything that was asked for but the file itself; none of it was let through. */
  asked: string[];
}

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });

export async function openFile(
  browser: Browser,
  file: string,
  { hash = '', dark = false, width = 1280 }: { hash?: string; dark?: boolean; width?: number } = {},
): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  const asked: string[] = [];
  const own = pathToFileURL(file).href;
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url.split('#', 1)[0] === own) return route.continue();
    asked.push(url);
    return route.abort();
  });
  await page.goto(`${own}${hash}`);
  return { page, errors, asked };
}
