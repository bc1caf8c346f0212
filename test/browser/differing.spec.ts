import { jest } from '@jest/globals';
import { describeInBrowser } from '../support/browser.js';
import { Cast, type CastPerson } from '../support/cast.js';
import { engagedPair } from '../support/engagement.js';
import { DEVICES, Stage } from './stage.js';
import type { User } from './user.js';

jest.setTimeout(120_000);

describeInBrowser('two sides that say it differently', () => {
  let stage: Stage;
  let cast: Cast;
  let officer: CastPerson;

  beforeAll(async () => {
    stage = await Stage.open();
    cast = new Cast(stage.test);
    officer = await cast.officer('13');
  });
  afterEach(() => stage.leave());
  afterAll(() => stage?.close());

  it.each(DEVICES)('%s: the officer hears both and says whose word counts', async (how, device) => {
    const title = `绕线机张力改造，${DEVICES.findIndex(([each]) => each === how)} 号线`;
    const { id, factory, provider } = await engagedPair(stage.test, cast, { title });
    const [buyer, supplier, judge] = await Promise.all([factory.owner, provider.owner, officer].map(({ email }) => stage.known(email, device)));

    await supplier!.open(`/engagements/${id}`);
    await supplier!.page.getByText('签约了', { exact: true }).click();
    await state(supplier!, '42', '报签约');
    await supplier!.sees('等对方确认');
    await buyer!.open(`/engagements/${id}`);
    await buyer!.page.getByText('不一样，我来填', { exact: true }).click();
    await state(buyer!, '38', '按我说的报');
    await buyer!.sees('双方说法不一样');

    await judge!.openCase(title);
    await judge!.sees('42 万元');
    await judge!.pressAndStay('就这样定');
    await judge!.page.getByLabel('按需求方说的').check();
    await judge!.fill('给双方的话', '看过合同原件。');
    await judge!.press('就这样定');
    await supplier!.open(`/engagements/${id}`);
    await supplier!.sees('38 万元');
    await supplier!.sees('双方确认');
  });

  async function state(side: User, amount: string, button: string): Promise<void> {
    await side.fill('签约金额', amount);
    await side.fill('签约日期', '2026-11-23');
    await side.press(button);
  }
});
