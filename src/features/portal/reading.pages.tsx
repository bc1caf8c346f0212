import { Controller, Get } from '@nestjs/common';
import { Permission } from '../../platform/http/permission.js';
import { pagePaths } from '../../web/address.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import type { HtmlPage } from '../../web/render.js';
import { page } from '../../web/render.js';
import { HOW_IT_WORKS } from './how-it-works.texts.js';
import { PRIVACY } from './privacy.texts.js';
import { ReadingPage } from './views/reading-page.js';

@Controller(pagePaths('how-it-works'))
export class HowItWorksPages {
  @Get()
  @Permission('public')
  show(@CurrentPage() ctx: PageContext): HtmlPage {
    return page(<ReadingPage ctx={ctx} reading={HOW_IT_WORKS} />);
  }
}

@Controller(pagePaths('privacy'))
export class PrivacyPages {
  @Get()
  @Permission('public')
  show(@CurrentPage() ctx: PageContext): HtmlPage {
    return page(<ReadingPage ctx={ctx} reading={PRIVACY} />);
  }
}
