import type { VNode } from 'preact';
import { roleIn } from '../../../shared/actor.js';
import type { Text } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { Form } from '../../../web/components/form.js';
import { Sheet } from '../../../web/components/sections.js';
import { Note, Status } from '../../../web/components/status.js';
import { Paragraphs } from '../../../web/components/text.js';
import { formatDate } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { completeness } from '../completeness.js';
import type { ListingView } from '../listing.dto.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';
import { listingReason } from '../listing-reasons.types.js';
import { FiveThings } from './five-things.js';
import { shownState } from './listing-state.js';

/** Each command of the lifecycle that its people give from the page: the form's address and the button's word. */
const COMMANDS = {
  submit: { path: 'submission', word: T.submit, kind: 'fill' },
  reopen: { path: 'reopening', word: T.reopen, kind: 'fill' },
  renew: { path: 'renewal', word: T.renew, kind: 'fill' },
  recall: { path: 'recall', word: T.recall, kind: 'alt' },
  fulfil: { path: 'fulfilled', word: T.fulfil, kind: 'alt' },
  withdraw: { path: 'withdrawn', word: T.withdraw, kind: 'alt' },
} as const;

const EDITABLE = ['draft', 'returned', 'published'];

/** For those it belongs to, and for officers: where it stands, what an officer said, and what can be done now. */
export function ManageListing({ listing, isEditor }: { listing: ListingView; isEditor: boolean }): VNode {
  const ctx = usePage();
  const say = useSay();
  const { tone, word } = shownState(listing);
  const own = listing.own!;
  return (
    <>
      {listing.kind === 'demand' && listing.publishedAt && roleIn(ctx.actor, listing.enterprise.id) !== null && (
        <ButtonLink full noPrint href={href(ctx, `/demands/${listing.code}/matches`)}>
          {say(T.seeMatches)}
        </ButtonLink>
      )}
      {isEditor && (
        <Sheet lift>
          <p>
            <Status tone={tone}>{say(word)}</Status>
          </p>
          {listing.expiresAt && listing.status === 'published' && <p class="s">{say(T.ends, { date: formatDate(new Date(listing.expiresAt), ctx.language) })}</p>}
          <OfficersWords listing={listing} />
          {own.pendingRevisionId && <Note>{say(T.revisionWaits)}</Note>}
          <Commands listing={listing} />
        </Sheet>
      )}
      <Sheet>
        <FiveThings of={completeness(listing)} />
      </Sheet>
      {own.commands.some((command) => command === 'suspend' || command === 'restore') && (
        <div class="gap s noprint">
          <h2 class="h3">{say(T.officerView)}</h2>
          <p>
            <a href={href(ctx, `/review/listings/${listing.id}`)}>{say(T.suspendOrRestore)}</a>
          </p>
        </div>
      )}
    </>
  );
}

function Commands({ listing }: { listing: ListingView }): VNode {
  const ctx = usePage();
  const say = useSay();
  const own = listing.own!;
  const base = href(ctx, `/${listing.kind === 'demand' ? 'demands' : 'offerings'}/${listing.code}`);
  const canEdit = EDITABLE.includes(listing.status) && own.pendingRevisionId === null;
  // What is live is looked after elsewhere on the page; the one loud button is for what waits to be sent or renewed.
  const isLoud = !canEdit && listing.status !== 'published';
  const given = (Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]).filter((command) => own.commands.includes(command));
  return (
    <>
      <Acts>
        {canEdit && (
          <ButtonLink kind={listing.status === 'published' ? 'alt' : 'fill'} href={`${base}/edit`}>
            {say(T.edit)}
          </ButtonLink>
        )}
        {given.map((command) => {
          const { path, word, kind } = COMMANDS[command];
          return (
            <Form action={`${base}/${path}`}>
              <Button kind={!isLoud && kind === 'fill' ? 'alt' : kind}>{say(word)}</Button>
            </Form>
          );
        })}
        {own.pendingRevisionId && (
          <Form action={`${base}/revision-recall`}>
            <Button kind="alt">{say(T.recallRevision)}</Button>
          </Form>
        )}
        {listing.status === 'draft' && (
          <Form action={`${base}/removal`}>
            <Button kind="quiet">{say(T.remove)}</Button>
          </Form>
        )}
      </Acts>
      {listing.status === 'published' && <p class="s soft">{say(T.manageNote)}</p>}
    </>
  );
}

/** Why it, or the last edit of it, came back: in the sentences of the reasons and in the officer's own words. */
export function OfficersWords({ listing }: { listing: ListingView }): VNode | null {
  const { language } = usePage();
  const say = useSay();
  const said = whatWasSaid(listing);
  if (!said) return null;
  const letters = said.returnReasons.map((code) => listingReason(code)?.letter[language]).filter((letter) => letter !== undefined);
  return (
    <Note tone="warn" title={say(said.title)}>
      {letters.map((letter) => (
        <p>{letter}</p>
      ))}
      {said.reviewNote && <Paragraphs text={said.reviewNote} />}
    </Note>
  );
}

function whatWasSaid({ status, own }: ListingView): { title: Text; returnReasons: readonly string[]; reviewNote: string | null } | null {
  if (status === 'published' && own?.revision?.status === 'returned') return { title: T.revisionReturnedTitle, ...own.revision };
  if (own && status === 'returned') return { title: T.returnedTitle, ...own };
  if (own && status === 'suspended') return { title: T.suspendedTitle, ...own };
  return null;
}
