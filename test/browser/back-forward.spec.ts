import { startTestApp, type TestApp } from '../support/app.js';
import { describeInBrowser, openBrowser, wholeChromiumPath } from '../support/browser.js';

/** Playwright keeps the cache off by itself. */
const WITHOUT = ['--disable-back-forward-cache'];

describeInBrowser('the back button', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startTestApp({ APP_ROLE: 'web' });
  });
  afterAll(() => test?.close());

  it('brings public pages back as they were left, without loading them', async () => {
    const browser = await openBrowser(WITHOUT, wholeChromiumPath);
    try {
      const tab = await browser.newPage();
      await tab.addInitScript(`addEventListener('pageshow', (event) => { window.wasKept = event.persisted; })`);
      for (const path of ['/zh', '/zh/demands', '/zh/providers?q=刀具', '/zh/regions/13', '/zh/figures']) {
        await tab.goto(test.url + path);
        expect(await tab.evaluate('window.wasKept')).toBe(false);
        await tab.goto(`${test.url}/zh/how-it-works`);
        // A page that comes back whole fires no load event, so nothing may wait for one.
        await tab.evaluate('history.back()').catch(() => undefined);
        await tab.waitForFunction('window.wasKept === true', undefined, { timeout: 10_000 });
      }
    } finally {
      await browser.close();
    }
  });
});
