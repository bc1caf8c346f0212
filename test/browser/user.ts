import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { makeUscc } from '../../src/features/enterprises/uscc.js';
import { openContext } from '../support/browser.js';
import type { PageInspector } from './page-inspector.js';

const PATIENCE_MS = 20_000;

/** Where and how somebody reads. */
export interface Device {
  readonly javaScript: boolean;
  readonly viewport: { readonly width: number; readonly height: number };
}

/** Somebody with a browser who reads Chinese. Every page that comes up is looked at. */
export class User {
  private constructor(
    readonly context: BrowserContext,
    /** The tab in front. */
    public page: Page,
    private readonly inspector: PageInspector,
    private readonly url: string,
    private readonly hasScript: boolean,
  ) {}

  static async sitDown(browser: Browser, device: Device, inspector: PageInspector, url: string): Promise<User> {
    const context = await openContext(browser, device);
    context.setDefaultTimeout(PATIENCE_MS);
    inspector.listen(context);
    return new User(context, await context.newPage(), inspector, url, device.javaScript);
  }

  /** @param path without its language */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.url}/zh${path}`);
    await this.look();
  }

  async logIn(email: string, password: string): Promise<void> {
    await this.open('/login');
    await this.fill('邮箱', email);
    await this.fill('密码', password);
    await this.press('登录', this.page.getByRole('main'));
  }

  async fill(label: string, text: string): Promise<void> {
    await this.page.getByRole('main').getByLabel(label).first().fill(text);
  }

  /** Presses a button that leads to a page of its own. */
  async press(name: string | RegExp, where: Locator = this.page.getByRole('main')): Promise<void> {
    await this.leave(where.getByRole('button', { name }).first().click());
    await this.look();
  }

  /** Presses a button whose answer is the form again: no address leads back to that page. */
  async pressAndStay(name: string | RegExp): Promise<void> {
    await this.leave(this.page.getByRole('main').getByRole('button', { name }).first().click());
    // Without a script nothing that takes its time, as axe does, ever ends in the page.
    await (this.hasScript ? this.inspector.checkAnswer(this.page) : this.inspector.check(this.page));
  }

  /** Presses a button that begins long work: the page of that loads itself anew as it goes on. */
  async begin(name: string): Promise<void> {
    await this.leave(this.page.getByRole('main').getByRole('button', { name }).first().click());
  }

  async follow(name: string | RegExp): Promise<void> {
    await this.leave(this.page.getByRole('link', { name }).first().click());
    await this.look();
  }

  async tick(label: string): Promise<void> {
    await this.page.getByRole('main').getByLabel(label).first().check();
  }

  /** Chooses in a list what begins with these words. */
  async choose(list: string, words: string): Promise<void> {
    await this.page.getByRole('main').getByLabel(list).first().selectOption({ label: words });
  }

  /** Loads the page anew, as who wants to know how far it is. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.look();
  }

  /** Waits for long work to be this far: the page says so by itself where there is a script, and to who loads it anew where there is none. */
  async waitFor(words: string): Promise<void> {
    const found = this.page.getByRole('main').getByText(words).first();
    if (this.hasScript) await found.waitFor();
    for (const deadline = Date.now() + PATIENCE_MS; (await found.count()) === 0; await this.page.reload()) {
      if (Date.now() > deadline) throw new Error(`“${words}” never came up`);
      await this.page.waitForTimeout(200);
    }
    // It may load itself anew while it is looked at.
    await this.look().catch(async (error: unknown) => {
      if (!String(error).includes('navigation')) throw error;
      await this.page.waitForLoadState();
      await this.look();
    });
  }

  /** Uses the page's own key. */
  async strike(key: string): Promise<void> {
    await this.leave(this.page.keyboard.press(key));
    await this.look();
  }

  /** Waits for a letter, opens it, and clicks in it: what it leads to comes up in a new tab. */
  async clickInLetter(email: string, subject: string, link: string): Promise<void> {
    await this.openLetter(email, subject);
    const tab = this.context.waitForEvent('page');
    await this.page.frameLocator('iframe').getByRole('link', { name: link }).first().click();
    this.page = await tab;
    await this.page.waitForLoadState();
    await this.look();
  }

  async openLetter(email: string, subject: string): Promise<void> {
    const letter = this.page.getByRole('link', { name: subject }).first();
    await this.openUntil(`/mailbox?to=${encodeURIComponent(email)}`, letter);
    await this.leave(letter.click());
    await this.look();
  }

  /** Opens a page again until this is on it: what jobs bring about takes a moment. @param path without its language */
  async openUntil(path: string, sight: Locator): Promise<void> {
    for (const deadline = Date.now() + PATIENCE_MS; ; await this.page.waitForTimeout(200)) {
      await this.page.goto(`${this.url}/zh${path}`);
      if ((await sight.count()) > 0) break;
      if (Date.now() > deadline) throw new Error(`${path} never had ${String(sight)}`);
    }
  }

  /** The officer's case, once it stands in the queue. */
  async openCase(title: string): Promise<void> {
    await this.openUntil('/review', this.page.getByRole('link', { name: title }));
    await this.look();
    await this.follow(title);
  }

  /** The page says this. */
  async sees(words: string): Promise<void> {
    expect(await this.read()).toContain(words);
  }

  /** The text of the page as it is read. */
  read(): Promise<string> {
    return this.page.getByRole('main').innerText();
  }

  private async leave(act: Promise<void>): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), act]);
  }

  private look(): Promise<void> {
    return this.inspector.follow(this.page, this.hasScript);
  }
}

/** A person and an enterprise that nobody knows yet. */
export interface Newcomer {
  readonly person: string;
  readonly email: string;
  readonly enterprise: string;
  /** As one types it. */
  readonly place: string;
  /** GB/T 2260, of the registering office. */
  readonly office: string;
  readonly number: number;
}

const PASSWORD = '一句好记的话 2026';

/** Signs up on one page, with a slip on the way, and confirms the address from the letter. */
export async function signUp(user: User, who: Newcomer): Promise<void> {
  await user.open('/register');
  await user.fill('姓名', who.person);
  await user.fill('手机号', `1380000${String(who.number).padStart(4, '0')}`);
  await user.fill('邮箱', who.email);
  await user.fill('密码', PASSWORD);
  await user.fill('统一社会信用代码', makeUscc(who.office, who.number));
  await user.fill('企业名称', who.enterprise);
  await user.fill('所在地', who.place);
  await user.page.getByLabel('小型').check();
  // Consent is never ticked beforehand, and what was typed is still there.
  await user.pressAndStay('注册，给我发确认信');
  await user.page.getByLabel('我是这家企业的人').check();
  await user.press('注册，给我发确认信');
  await user.clickInLetter(who.email, '请确认', '确认邮箱');
  await user.press('确认邮箱');
}
