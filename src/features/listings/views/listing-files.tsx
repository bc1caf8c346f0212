import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button } from '../../../web/components/button.js';
import { Remarks } from '../../../web/components/facts.js';
import { FileField } from '../../../web/components/fields.js';
import { Form } from '../../../web/components/form.js';
import { formatBytes } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { ListingView } from '../listing.dto.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';

/** The attachments: names and links for who may have them, else only how many there are. Editors add and remove. */
export function ListingFiles({ listing, isEditor }: { listing: ListingView; isEditor: boolean }): VNode | null {
  const ctx = usePage();
  const say = useSay();
  const plural = listing.kind === 'demand' ? 'demands' : 'offerings';
  const isOpen = isEditor && ['draft', 'returned', 'published'].includes(listing.status);
  const base = href(ctx, `/${plural}/${listing.code}/attachments`);
  if (!listing.own && listing.attachmentCount === 0) return null;
  if (listing.own && listing.own.attachments.length === 0 && !isOpen) return null;
  return (
    <section class="prose" id="files">
      <h2>{say(T.attachments)}</h2>
      {listing.own ? (
        <Remarks
          items={listing.own.attachments.map(({ id, name, size }) => ({
            item: (
              <a href={`/api/v1/${plural}/${listing.id}/attachments/${id}`} download>
                {name}
              </a>
            ),
            remark: (
              <>
                {formatBytes(size)}{' '}
                {isOpen && (
                  <Form action={`${base}/${id}/removal`}>
                    <Button kind="quiet" small>
                      {say(T.takeAway)}
                      <span class="vh">{name}</span>
                    </Button>
                  </Form>
                )}
              </>
            ),
          }))}
        />
      ) : (
        <p class="soft">{say(T.attachmentsHidden, { n: listing.attachmentCount })}</p>
      )}
      {isOpen && (
        <Form action={base} multipart class="noprint">
          <FileField name="file" label={say(T.addFiles)} hint={say(T.filesHint)} multiple />
          <Acts after>
            <Button kind="alt" small>
              {say(T.upload)}
            </Button>
          </Acts>
        </Form>
      )}
    </section>
  );
}
