import { jest } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { VocabularyService } from '../../src/features/vocabulary/vocabulary.service.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { describeInBrowser, DESKTOP, openBrowser, PHONE } from '../support/browser.js';
import { Cast, eventually } from '../support/cast.js';
import { Shop } from '../support/shop.js';
import { PageInspector } from './page-inspector.js';
import { User } from './user.js';

jest.setTimeout(120_000);

const LABEL = '要解决什么、要什么设备或材料';
const SUGGESTIONS = '**/api/v1/search/suggestions*';

describeInBrowser('the search box', () => {
  let test: TestApp;
  let browser: Browser;
  let inspector: PageInspector;

  beforeAll(async () => {
    [test, browser] = await Promise.all([startTestApp({ APP_ROLE: 'web' }), openBrowser()]);
    const { id: enterpriseId } = await new Cast(test).enterprise({ name: '真空示例设备有限公司' });
    const shop = new Shop(test);
    for (const title of ['真空炉改造', '真空泵大修', '真空镀膜代工']) await shop.put({ kind: 'offering', enterpriseId, title });
    const vocabulary = test.app.get(VocabularyService, { strict: false });
    while (await vocabulary.keepUp());
    inspector = new PageInspector(browser, test.url, false);
  });
  afterAll(async () => {
    await browser?.close();
    await test?.close();
  });

  const somebody = (viewport = DESKTOP, javaScript = true): Promise<User> => User.sitDown(browser, { viewport, javaScript }, inspector, test.url);

  describe.each([
    ['at a desk', DESKTOP],
    ['on a phone', PHONE],
  ])('%s', (_where, viewport) => {
    let user: User;
    let page: Page;
    let field: Locator;
    let options: Locator;

    beforeAll(async () => {
      user = await somebody(viewport);
      page = user.page;
    });
    beforeEach(async () => {
      await page.goto(`${test.url}/zh/providers`);
      field = page.getByRole('combobox', { name: LABEL });
      options = page.getByRole('listbox', { name: LABEL }).getByRole('option');
      await field.focus();
    });
    afterEach(() => expect(inspector.take()).toEqual([]));
    afterAll(() => user?.context.close());

    /** What a screen reader is told of the field. */
    async function told(): Promise<{ isOpen: boolean; value: string; active: string | null; selected: string[] }> {
      return page.evaluate(`(() => {
        const field = document.activeElement;
        const list = document.getElementById(field.getAttribute('aria-controls'));
        const active = field.getAttribute('aria-activedescendant');
        return {
          isOpen: field.getAttribute('aria-expanded') === 'true' && !list.hidden,
          value: field.value,
          active: active && list.querySelector('#' + CSS.escape(active)).textContent,
          selected: [...list.querySelectorAll('[role=option][aria-selected=true]')].map((option) => option.textContent),
        };
      })()`);
    }

    /** Keeps the answer for these words back until it is let go. */
    async function hold(words: string): Promise<() => void> {
      let letGo = (): void => undefined;
      const held = new Promise<void>((resolve) => (letGo = resolve));
      await page.route(SUGGESTIONS, async (route) => {
        if (new URL(route.request().url()).searchParams.get('q') === words) await held;
        // What was given up meanwhile goes nowhere.
        await route.continue().catch(() => undefined);
      });
      return letGo;
    }

    it('goes on with pinyin and with characters, by arrow keys, and searches for what Enter takes', async () => {
      await page.keyboard.type('zhenkong');
      // On a busy machine an answer for half of the word comes up in between.
      await eventually(async () => {
        const texts = await options.allTextContents();
        return texts.length > 0 && texts.every((text) => text.startsWith('真空'));
      });
      await field.fill('真空');
      await options.filter({ hasText: '真空炉改造' }).waitFor();
      const texts = await options.allTextContents();
      expect(await told()).toEqual({ isOpen: true, value: '真空', active: null, selected: [] });
      // The list has the whole width of the field and nothing of it is out of sight; axe reads it as it stands open.
      await inspector.checkAnswer(page);
      await page.keyboard.press('ArrowDown');
      expect(await told()).toEqual({ isOpen: true, value: texts[0], active: texts[0], selected: [texts[0]] });
      await page.keyboard.press('ArrowUp');
      expect(await told()).toEqual({ isOpen: true, value: '真空', active: null, selected: [] });
      await page.keyboard.press('ArrowUp');
      expect(await told()).toEqual({ isOpen: true, value: texts.at(-1), active: texts.at(-1), selected: [texts.at(-1)] });
      await page.keyboard.press('ArrowDown');
      for (let i = 0; i <= texts.indexOf('真空炉改造'); i += 1) await page.keyboard.press('ArrowDown');
      await Promise.all([page.waitForURL((url) => url.searchParams.get('q') === '真空炉改造'), page.keyboard.press('Enter')]);
      expect(await user.read()).toContain('真空炉改造');
    });

    it('gives back by Escape what was typed, and says no more until something else is typed', async () => {
      await page.keyboard.type('真空');
      await options.first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Escape');
      expect(await told()).toEqual({ isOpen: false, value: '真空', active: null, selected: [] });
      // An answer that is still on its way opens nothing.
      await field.fill('真空');
      await options.first().waitFor();
      const letGo = await hold('真空泵');
      const asked = page.waitForRequest(SUGGESTIONS);
      await field.fill('真空泵');
      await asked;
      await page.keyboard.press('Escape');
      const answer = page.waitForResponse(SUGGESTIONS);
      letGo();
      await (await answer).finished();
      await page.waitForTimeout(100);
      expect(await told()).toEqual({ isOpen: false, value: '真空泵', active: null, selected: [] });
      await field.fill('真空');
      await options.first().waitFor();
      await page.unroute(SUGGESTIONS);
    });

    it('searches at once for what is tapped', async () => {
      await page.keyboard.type('真空');
      await Promise.all([page.waitForURL((url) => url.searchParams.get('q') === '真空泵大修'), options.filter({ hasText: '真空泵大修' }).click()]);
    });

    it('closes when the focus goes on', async () => {
      await page.keyboard.type('真空');
      await options.first().waitFor();
      await page.keyboard.press('Tab');
      await options.first().waitFor({ state: 'hidden' });
      expect(await field.getAttribute('aria-expanded')).toBe('false');
      expect(await field.inputValue()).toBe('真空');
    });

    it('waits for an input method to end, and leaves it its keys', async () => {
      const asked: string[] = [];
      page.on('request', (request) => {
        const { pathname, searchParams } = new URL(request.url());
        if (pathname.endsWith('/suggestions')) asked.push(searchParams.get('q') ?? '');
      });
      await page.keyboard.type('真空');
      await options.first().waitFor();
      asked.length = 0;
      const keys = await page.context().newCDPSession(page);
      for (const text of ['l', 'lu']) await keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      // The arrows move among the input method's own candidates now.
      await page.keyboard.press('ArrowDown');
      expect((await told()).active).toBeNull();
      await page.waitForTimeout(300);
      expect(asked).toEqual([]);
      const answer = page.waitForResponse(SUGGESTIONS);
      await keys.send('Input.insertText', { text: '炉' });
      await answer;
      expect(asked).toEqual(['真空炉']);
      await options.filter({ hasText: '真空炉改造' }).waitFor();
      page.removeAllListeners('request');
    });

    it('shows nothing of an answer that a later one has overtaken', async () => {
      const letGo = await hold('真空');
      const first = page.waitForRequest(SUGGESTIONS);
      await page.keyboard.type('真空');
      await first;
      await field.fill('真空泵');
      await options.filter({ hasText: '真空泵大修' }).waitFor();
      letGo();
      await page.waitForTimeout(300);
      expect(await options.filter({ hasText: '真空炉' }).count()).toBe(0);
      await page.unroute(SUGGESTIONS);
    });

    it('is a plain form without a script', async () => {
      const plain = await somebody(viewport, false);
      await plain.open('/providers');
      const box = plain.page.getByRole('searchbox', { name: LABEL });
      await box.focus();
      await plain.page.keyboard.type('zhenkonglu');
      await Promise.all([plain.page.waitForURL((url) => url.searchParams.get('q') === 'zhenkonglu'), plain.page.keyboard.press('Enter')]);
      expect(await plain.read()).toContain('真空炉改造');
      await plain.context.close();
    });
  });
});
