import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const WITH_WINDOW = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** The shell without a window first: a context of it costs a fifth of the processor's time. */
const CANDIDATES = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium-headless-shell', ...WITH_WINDOW];

/** Where a Chromium is, or undefined on a machine without one. */
export const chromiumPath = firstOf(CANDIDATES);

/** The whole browser, for what the shell does not have: it keeps no page for the back button. Else the same. */
export const wholeChromiumPath = firstOf(WITH_WINDOW) ?? chromiumPath;

/** `describe` where there is a Chromium; where there is none, the suite is skipped by name. */
export const describeInBrowser = chromiumPath ? describe : describe.skip;

/**
 * A Chromium without anything that would look for a network.
 * @param without flags that the driver sets by itself and that are left out
 */
export async function openBrowser(without: string[] = [], executablePath = chromiumPath): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath!,
    ignoreDefaultArgs: without,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

/** One person's browser. */
export function openContext(
  browser: Browser,
  options: { javaScript?: boolean; viewport?: { width: number; height: number }; colorScheme?: 'light' | 'dark'; reducedMotion?: 'no-preference' | 'reduce' } = {},
): Promise<BrowserContext> {
  const { javaScript = true, viewport = DESKTOP, colorScheme = 'light', reducedMotion = 'no-preference' } = options;
  return browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport, javaScriptEnabled: javaScript, colorScheme, reducedMotion });
}

function firstOf(paths: readonly (string | undefined)[]): string | undefined {
  return paths.find((path): path is string => path !== undefined && path !== '' && existsSync(path));
}
