import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { MailMessage } from '../../platform/mail/mail-message.entity.js';
import { type MailContext, MailTemplate, type RenderedMail } from '../../platform/mail/mail-template.js';
import { say, type Text, type TextParams } from '../../shared/language.js';
import { formatList, formatNumber, shorten } from '../../web/format.js';
import type { MailBlockItem, MailContent } from '../../web/mail/mail-content.js';
import { renderMailHtml } from '../../web/mail/mail-html.js';
import { renderMailText } from '../../web/mail/mail-text.js';
import { SavedStatesService } from '../directory/saved-states.service.js';
import type { Hit } from '../directory/directory.types.js';
import { Stationery } from '../notifications/letters/stationery.service.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { NEW_IN_SEARCHES } from './saved-searches.mails.js';
import { SAVED_TEXTS as T } from './saved-searches.texts.js';

/** One search with what is new in it, as its letter tells it for good. */
export interface Finding {
  readonly search: string;
  readonly total: number;
  readonly hits: readonly { readonly kind: Hit['kind']; readonly code: string; readonly title: string; readonly regionCode: string }[];
}

const PATHS: Readonly<Record<Hit['kind'], string>> = { demand: 'demands', offering: 'offerings', enterprise: 'enterprises' };

/** Everything that is new in a person's searches, in one letter. */
@Injectable()
export class SavedSearchesLetter extends MailTemplate {
  readonly definition = NEW_IN_SEARCHES;

  constructor(
    private readonly database: Database,
    private readonly states: SavedStatesService,
    private readonly taxonomy: TaxonomyService,
    private readonly stationery: Stationery,
  ) {
    super();
  }

  async render(message: MailMessage, context: MailContext): Promise<RenderedMail | null> {
    const [letter] = await this.database.query<{ findings: Finding[] }>('select findings from search_letter where id = $1', [message.subjectId]);
    if (!letter) return null;
    const { language } = message;
    const content = await this.contentOf(letter.findings, message, context);
    return { subject: content.subject, html: renderMailHtml(content, language), text: renderMailText(content, language) };
  }

  private async contentOf(findings: readonly Finding[], message: MailMessage, context: MailContext): Promise<MailContent> {
    const { language } = message;
    const tell = (text: Text, params: TextParams = {}): string => say(text, language, params);
    const count = formatNumber(findings.reduce((sum, { total }) => sum + total, 0));
    const titles = findings.flatMap(({ hits }) => hits.map(({ title }) => shorten(title, 30))).slice(0, 3);
    return {
      subject: tell(T.subject, { count }),
      preheader: tell(T.preheader, { titles: formatList(titles, language) }),
      title: tell(T.subject, { count }),
      blocks: [{ kind: 'text', text: `${await this.stationery.greeting(message)}${language === 'zh' ? '' : ' '}${tell(T.intro)}` }, ...findings.map((finding) => this.block(finding, message, tell))],
      ...this.stationery.foot(message, context, tell(T.because), [{ label: tell(T.title), href: this.stationery.page(language, '/saved-searches') }]),
    };
  }

  private block({ search, total, hits }: Finding, { language }: MailMessage, tell: (text: Text, params?: TextParams) => string): MailBlockItem {
    const page = (path: string): string => this.stationery.page(language, path);
    return {
      kind: 'facts',
      title: tell(T.found, { title: this.states.titleOf(search, language), count: formatNumber(total) }),
      facts: [
        ...hits.map(({ kind, code, title, regionCode }) => ({ term: tell(T[kind]), value: `${title} · ${this.taxonomy.regionPath(regionCode)[language]}`, href: page(`/${PATHS[kind]}/${code}`) })),
        { term: tell(T.more), value: formatNumber(total), href: page(`/providers${search}`) },
      ],
    };
  }
}
