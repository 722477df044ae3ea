import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';

const BUILD = fileURLToPath(new URL('../../scripts/build-page.mjs', import.meta.url));

/** The page as it stands in page/, not as it was built some time ago. */
export async function buildPage(): Promise<void> {
  await promisify(execFile)(process.execPath, [BUILD]);
}

/** Fulfilled when the address has been heard of and what it names is drawn: what stood there before is gone. */
const NEXT_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

/** A browser tab with the inspector of a server, and what went wrong in it. */
export interface Inspector {
  readonly page: Page;
  /** Errors of scripts, and what the content security policy stopped. */
  readonly problems: readonly string[];
  /** Addresses beyond the server itself that were asked for. */
  readonly strangers: readonly string[];
  /** Goes to a view, and waits until it is there. */
  go(view: string): Promise<void>;
}

export interface InspectorOptions {
  readonly colors?: 'light' | 'dark';
  readonly locale?: 'en-GB' | 'zh-CN';
  readonly size?: { readonly width: number; readonly height: number };
}

export async function openInspector(
  browser: Browser,
  url: string,
  { colors = 'light', locale = 'en-GB', size = { width: 1400, height: 900 } }: InspectorOptions = {},
): Promise<Inspector> {
  const context = await browser.newContext({ colorScheme: colors, locale, viewport: size });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
  const page = await context.newPage();
  const problems: string[] = [];
  const strangers: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // Refusals are what these tests are about.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${url}/`)) strangers.push(request.url());
  });
  page.on('dialog', (dialog) => dialog.accept());
  return {
    page,
    problems,
    strangers,
    async go(view) {
      await page.goto(`${url}/_ossmock/#/${view}`);
      await page.locator('.connection[data-on="true"]').waitFor();
      await page.evaluate(NEXT_FRAMES);
    },
  };
}
