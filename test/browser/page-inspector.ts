import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults, Result, RunOptions } from 'axe-core';
import type { Browser, BrowserContext, ConsoleMessage, Page, Response } from 'playwright-core';
import { DESKTOP, openContext, PHONE } from '../support/browser.js';
import { shapeOf } from './link-crawler.js';
import { faultsOf } from './page-faults.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARD: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] },
  resultTypes: ['violations'],
  // A letter's frame runs no script, so it would only be waited for.
  iframes: false,
};
const CONTRAST: RunOptions = { ...STANDARD, runOnly: { type: 'rule', values: ['color-contrast'] } };
/** What the page moved since it began to load, by the browser's own account (Layout Instability). */
const LAYOUT_SHIFT = `new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { sum += value; })).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 30);
})`;
const FOLDER = process.env['SCREENSHOTS'];
/** The narrowest page that WCAG 2.2 asks for (1.4.10). */
const NARROWEST = 320;
/** What a desk has left at 200 % (1.4.4). */
const ZOOMED = DESKTOP.width / 2;

/** What people print. */
const PRINTED = /^\/en\/(demands|offerings|enterprises|matches|engagements)\/.|\/figures|\/overview/;
/** A sheet of A4 between its margins, in pixels of CSS. */
const PAPER = 718;
/** What stands on a screen and not on paper, and what does. */
const ON_PAPER = `({
  left: [...document.querySelectorAll('.top, .foot, .crumbs, .btn, .noprint')].filter((one) => one.checkVisibility()).map((one) => one.className),
  ground: getComputedStyle(document.body).backgroundColor,
})`;
/** What moves by itself or on the way to another state. */
const MOVING = `[...document.querySelectorAll('*')].flatMap((one) => ['', '::before', '::after'].map((part) => getComputedStyle(one, part)).filter(
  ({ animationName, transitionDuration, scrollBehavior }) => animationName !== 'none' || /[1-9]/.test(transitionDuration) || scrollBehavior === 'smooth',
).map(() => one.outerHTML.slice(0, 80)))`;

interface Look {
  readonly language: 'zh' | 'en';
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
  readonly reducedMotion: 'no-preference' | 'reduce';
}

/** Between them: both languages, both widths, both themes, with motion and without. */
const LOOKS: readonly Look[] = [
  { language: 'zh', viewport: DESKTOP, colorScheme: 'light', reducedMotion: 'no-preference' },
  { language: 'en', viewport: PHONE, colorScheme: 'dark', reducedMotion: 'reduce' },
];

/** Looks at pages as a picky reader does, and keeps what it found wrong. */
export class PageInspector {
  private readonly findings: string[] = [];
  /** What was looked at in every look, by its shape; or only as it stood, by its shape and width. */
  private readonly known = new Set<string>();
  private answers = 0;
  private readonly tabs = new Map<Look, Promise<Page>>();

  constructor(
    private readonly browser: Browser,
    private readonly url: string,
    /** Without, the pages of a journey are only looked at as they stand: where others examine the same ones. */
    private readonly examinesOnTheWay = true,
  ) {}

  /** Whatever the browser itself complains about in this context from now on is a finding. */
  listen(context: BrowserContext): void {
    context.on('console', (message) => this.hear(message));
    context.on('weberror', (error) => this.note(error.page()?.url() ?? '', `script: ${error.error().message}`));
    context.on('response', (response) => this.receive(response));
  }

  /** What stands in this tab now and has no address of its own: a form that came back. With axe. */
  async checkAnswer(tab: Page): Promise<void> {
    await this.check(tab);
    await this.axe(tab);
    await this.picture(tab, `${new URL(tab.url()).pathname} answer ${(this.answers += 1)}`);
  }

  /** What stands in this tab now. */
  async check(tab: Page): Promise<void> {
    for (const fault of await faultsOf(tab)) this.note(tab.url(), fault);
  }

  /** The page that stands in this tab; the first of its shape with axe, where a script can run, and in every look where that is wanted. */
  async follow(tab: Page, hasScript: boolean): Promise<void> {
    await this.check(tab);
    const { pathname, search } = new URL(tab.url());
    const shape = shapeOf(pathname);
    if (this.examinesOnTheWay) {
      if (this.isNew(shape)) await this.examine(pathname + search, tab.context());
    } else if (hasScript && this.isNew(`${shape} ${tab.viewportSize()?.width}`)) {
      await this.axe(tab);
      await this.picture(tab, pathname + search);
    }
  }

  private isNew(what: string): boolean {
    const isNew = !this.known.has(what);
    this.known.add(what);
    return isNew;
  }

  /**
   * An address in every look, with axe and at the narrowest width, in tabs of the inspector's own.
   * @param path with its language
   * @param person whose cookies go with it
   */
  async examine(path: string, person: BrowserContext, status = 200): Promise<void> {
    for (const look of LOOKS) {
      const address = path.replace(/^\/(zh|en)(?=\/|$)/, `/${look.language}`);
      const tab = await this.tab(look);
      await tab.context().clearCookies();
      await tab.context().addCookies(await person.cookies());
      const answer = await tab.goto(this.url + address);
      if (answer?.status() !== status) this.note(address, `answers ${answer?.status()}, not ${status}`);
      await this.axe(tab);
      await this.check(tab);
      await this.shifts(tab);
      await this.picture(tab, address);
      for (const width of [DESKTOP.width, ZOOMED, PHONE.width, NARROWEST].filter((one) => one !== look.viewport.width)) {
        await tab.setViewportSize({ width, height: look.viewport.height });
        await this.check(tab);
      }
      if (look.reducedMotion === 'reduce') await this.stillness(tab);
      // Printed by somebody who reads in the dark: the ink is not what the screen had.
      if (look.colorScheme === 'dark') await this.paper(tab, look);
      await tab.setViewportSize(look.viewport);
    }
  }

  /** Nothing that stands may move while the rest arrives. */
  private async shifts(tab: Page): Promise<void> {
    const shift = await tab.evaluate<number>(LAYOUT_SHIFT);
    if (shift > 0.01) this.note(tab.url(), `moves while it loads: ${shift.toFixed(3)}`);
  }

  private async stillness(tab: Page): Promise<void> {
    for (const moving of new Set(await tab.evaluate<string[]>(MOVING))) this.note(tab.url(), `moves for those who want it still: ${moving}`);
  }

  private async paper(tab: Page, { viewport }: Look): Promise<void> {
    await tab.emulateMedia({ media: 'print' });
    await tab.setViewportSize({ width: PAPER, height: viewport.height });
    const { left, ground } = await tab.evaluate<{ left: string[]; ground: string }>(ON_PAPER);
    for (const part of left) this.note(tab.url(), `prints its “${part}”`);
    if (ground !== 'rgb(255, 255, 255)') this.note(tab.url(), `prints on ${ground}`);
    await this.check(tab);
    if (PRINTED.test(new URL(tab.url()).pathname)) await this.axe(tab, CONTRAST);
    await tab.emulateMedia({ media: 'screen' });
  }

  /** `SCREENSHOTS=folder npm test`: every page in every look, for a person to leaf through. */
  private async picture(tab: Page, address: string): Promise<void> {
    if (!FOLDER) return;
    const name = `${address.replaceAll(/[^\p{L}\p{N}]+/gu, '_').slice(0, 80)}-${tab.viewportSize()?.width}.png`;
    await tab.screenshot({ path: join(FOLDER, name), fullPage: true });
  }

  /** What was found since the last time. */
  take(): string[] {
    return [...new Set(this.findings.splice(0))];
  }

  private async axe(tab: Page, options = STANDARD): Promise<void> {
    await tab.evaluate(AXE);
    const { violations } = await tab.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
    for (const violation of violations) this.note(tab.url(), inWords(violation));
  }

  private tab(look: Look): Promise<Page> {
    const tab =
      this.tabs.get(look) ??
      openContext(this.browser, look).then((context) => {
        this.listen(context);
        return context.newPage();
      });
    this.tabs.set(look, tab);
    return tab;
  }

  private hear(message: ConsoleMessage): void {
    // The browser says of a page that answers 4xx that it "failed to load"; which status it should have is asked elsewhere.
    const isOfThePage = message.text().startsWith('Failed to load resource') && message.location().url === message.page()?.url();
    if (!isOfThePage && ['error', 'warning'].includes(message.type())) this.note(message.page()?.url() ?? '', `console: ${message.text()}`);
  }

  private receive(response: Response): void {
    const isMissing = response.status() >= 400 && response.request().resourceType() !== 'document';
    if (isMissing || response.status() >= 500) this.note(response.url(), `answers ${response.status()}`);
  }

  private note(address: string, fault: string): void {
    this.findings.push(`${address.replace(this.url, '')}: ${fault}`);
  }
}

function inWords({ id, help, nodes }: Result): string {
  const places = nodes.slice(0, 3).map(({ html }) => html.slice(0, 160));
  return `${id}: ${help}: ${places.join(' … ')}`;
}
