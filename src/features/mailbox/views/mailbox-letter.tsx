import type { VNode } from 'preact';
import type { MailboxMessage } from '../../../platform/mail/sink/mailbox.js';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { TitleBlock } from '../../../web/components/facts.js';
import { Sheet } from '../../../web/components/sections.js';
import { Crumbs } from '../../../web/components/ways.js';
import { formatDate } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { texts } from '../mailbox.texts.js';

/** One mail. Its HTML comes from outside as far as this page is concerned: it stands in a frame without rights. */
export function MailboxLetter({ ctx, mail }: { ctx: PageContext; mail: MailboxMessage }): VNode {
  const t = (key: keyof typeof texts): string => say(texts[key], ctx.language);
  return (
    <Layout ctx={ctx} title={mail.subject || t('noSubject')} kind="desk" noIndex>
      <Crumbs ways={[{ label: t('title'), href: href(ctx, '/mailbox') }]} />
      <h1>{mail.subject || t('noSubject')}</h1>
      <Sheet>
        <TitleBlock
          cells={[
            { term: t('recipient'), value: mail.to.join(' '), width: 'half', phoneFull: true },
            { term: t('sender'), value: mail.from, width: 'half', phoneFull: true },
            { term: t('when'), value: formatDate(mail.receivedAt, ctx.language, { time: true }), width: 'half' },
          ]}
        />
      </Sheet>
      {mail.html !== null && (
        <section class="sheet gap" aria-labelledby="html">
          <h2 class="h3" id="html">
            {t('html')}
          </h2>
          <iframe class="letter" src={href(ctx, `/mailbox/${mail.id}/html`)} title={t('html')} sandbox="allow-popups allow-popups-to-escape-sandbox" />
        </section>
      )}
      {mail.text !== null && (
        <details class="sheet gap" open={mail.html === null}>
          <summary>{t('text')}</summary>
          <pre>{mail.text}</pre>
        </details>
      )}
      <details class="sheet gap">
        <summary>{t('headers')}</summary>
        <pre>{mail.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}</pre>
      </details>
    </Layout>
  );
}
