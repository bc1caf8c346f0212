import type { VNode } from 'preact';
import type { MailboxItem } from '../../../platform/mail/sink/mailbox.js';
import type { Page } from '../../../shared/paging.js';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Moment } from '../../../web/components/moment.js';
import { Empty } from '../../../web/components/states.js';
import { Table } from '../../../web/components/tables.js';
import { Pager, SearchField } from '../../../web/components/ways.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { texts } from '../mailbox.texts.js';

/** Everything that was sent, newest first, or what one person got. */
export function MailboxList({ ctx, mails, to }: { ctx: PageContext; mails: Page<MailboxItem>; to: string | undefined }): VNode {
  const t = (key: keyof typeof texts): string => say(texts[key], ctx.language);
  return (
    <Layout ctx={ctx} title={t('title')} kind="desk" noIndex>
      <h1>{t('title')}</h1>
      <p class="lead2">{t('lead')}</p>
      <form action={href(ctx, '/mailbox')} class="f" role="search">
        <SearchField name="to" label={t('to')} visibleLabel {...(to && { value: to })} />
        {to && (
          <p class="hint">
            <a href={href(ctx, '/mailbox')}>{t('everybody')}</a>
          </p>
        )}
      </form>
      {mails.items.length === 0 ? (
        <Empty title={t(to ? 'emptyFor' : 'empty')} level={2}>
          {t('emptyWhy')}
        </Empty>
      ) : (
        <section class="sheet gap">
          <Table
            caption={t('title')}
            hideCaption
            rows={mails.items}
            columns={[
              { head: t('subject'), cell: (mail) => <a href={href(ctx, `/mailbox/${mail.id}`)}>{mail.subject || t('noSubject')}</a> },
              { head: t('recipient'), cell: (mail) => mail.to.join(' ') },
              { head: t('when'), cell: (mail) => <Moment at={mail.receivedAt} />, nowrap: true },
            ]}
          />
          <Pager page={mails} />
        </section>
      )}
    </Layout>
  );
}
