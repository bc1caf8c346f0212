import { Injectable } from '@nestjs/common';
import { canEdit, type MemberRole, type PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS } from '../../shared/durations.js';
import type { Page } from '../../shared/paging.js';
import { type EngagementRow, EngagementsQueries, type StatementTask } from '../engagements/engagements.queries.js';
import { EnterpriseQueries } from '../enterprises/enterprises.queries.js';
import type { EnterpriseSummary } from '../enterprises/enterprises.types.js';
import { AccountQueries } from '../identity/accounts.queries.js';
import { ListingsQueries } from '../listings/listings.queries.js';
import { type ListingKind, type ListingStatus, NEAR_END_DAYS } from '../listings/listing.types.js';
import { MatchingQueries } from '../matching/matching.queries.js';
import type { MatchRecord } from '../matching/matching.types.js';
import { type DemandStanding, type OfferingStanding, WorkspaceQueries } from './workspace.queries.js';

/** Rows of each list; behind them stands a page with all. */
const ROWS = 5;
/** To-dos of one sort; more than anybody works off in a day. */
const MOST_TASKS = 20;

type Listings = Awaited<ReturnType<ListingsQueries['list']>>;
export type OwnListing = Listings['items'][number];
export type OwnEnterprise = EnterpriseSummary & { readonly role: MemberRole };

/** Something that waits for the reader, the most urgent first. */
export type Task =
  | { readonly kind: 'interest' | 'invitation'; readonly match: MatchRecord }
  /** The other side of an engagement has stated a signature or an acceptance. */
  | { readonly kind: 'statement'; readonly statement: StatementTask }
  | { readonly kind: 'confirm-address'; readonly email: string }
  | { readonly kind: 'no-enterprise' }
  | { readonly kind: 'hand-in' | 'enterprise-returned'; readonly enterprise: OwnEnterprise; readonly note: string | null }
  | { readonly kind: 'returned' | 'ending' | 'draft'; readonly listing: OwnListing };

export interface Workspace {
  readonly enterprises: readonly OwnEnterprise[];
  readonly tasks: readonly Task[];
  readonly demands: Listings;
  readonly offerings: Listings;
  readonly demandStandings: ReadonlyMap<string, DemandStanding>;
  readonly offeringStandings: ReadonlyMap<string, OfferingStanding>;
  readonly engagements: Page<EngagementRow>;
}

/** Gathers what one person has to do and has under way, over all their enterprises. */
@Injectable()
export class WorkspaceService {
  constructor(
    private readonly accounts: AccountQueries,
    private readonly enterprises: EnterpriseQueries,
    private readonly listings: ListingsQueries,
    private readonly matching: MatchingQueries,
    private readonly engagements: EngagementsQueries,
    private readonly standings: WorkspaceQueries,
    private readonly clock: Clock,
  ) {}

  async of(actor: PersonActor): Promise<Workspace> {
    const [enterprises, demands, offerings, engagements] = await Promise.all([
      this.enterprises.mine(actor),
      this.own(actor, 'demand'),
      this.own(actor, 'offering'),
      this.engagements.list(actor, { page: 1, pageSize: ROWS }),
    ]);
    const [tasks, demandStandings, offeringStandings] = await Promise.all([
      this.tasks(actor, enterprises),
      this.standings.demandStandings(demands.items.map(({ id }) => id)),
      this.standings.offeringStandings(offerings.items.map(({ id }) => id)),
    ]);
    return { enterprises, tasks, demands, offerings, demandStandings, offeringStandings, engagements };
  }

  /** What has a deadline first, then what keeps everything else from going on, then what can wait. Only what the reader may do. */
  private async tasks(actor: PersonActor, enterprises: readonly OwnEnterprise[]): Promise<Task[]> {
    const [matches, statements, account, blocked, returned, ending, drafts] = await Promise.all([
      this.matchTasks(actor),
      this.engagements.statementsFor(actor, MOST_TASKS),
      this.accounts.byId(actor.personId),
      this.enterpriseTasks(actor, enterprises),
      this.listingTasks(actor, 'returned'),
      this.endingTasks(actor),
      this.listingTasks(actor, 'draft'),
    ]);
    return [
      ...matches,
      ...statements.map((statement) => ({ kind: 'statement' as const, statement })),
      ...(account && !account.isConfirmed ? [{ kind: 'confirm-address' as const, email: account.email }] : []),
      ...(enterprises.length === 0 && !actor.office ? [{ kind: 'no-enterprise' as const }] : []),
      ...blocked,
      ...returned,
      ...ending,
      ...drafts,
    ];
  }

  private async matchTasks(actor: PersonActor): Promise<Task[]> {
    const [interests, invitations] = await Promise.all([this.matching.interestsFor(actor), this.matching.invitationsOf(actor, { page: 1, pageSize: MOST_TASKS })]);
    const due = (match: MatchRecord): number => (match.status === 'interested' ? match.replyDueAt : match.answerDueAt)?.getTime() ?? Number.POSITIVE_INFINITY;
    return [
      ...interests.filter(({ factory }) => canEdit(actor, factory.id)).map((match) => ({ kind: 'interest' as const, match })),
      ...invitations.items.filter(({ status, provider }) => status === 'invited' && canEdit(actor, provider.id)).map((match) => ({ kind: 'invitation' as const, match })),
    ].sort((a, b) => due(a.match) - due(b.match));
  }

  private async enterpriseTasks(actor: PersonActor, enterprises: readonly OwnEnterprise[]): Promise<Task[]> {
    const mine = enterprises.filter(({ id, status }) => canEdit(actor, id) && (status === 'registered' || status === 'returned'));
    return Promise.all(
      mine.map(async (enterprise) => ({
        kind: enterprise.status === 'registered' ? ('hand-in' as const) : ('enterprise-returned' as const),
        enterprise,
        note: (await this.enterprises.reasonOf(enterprise.id))?.note ?? null,
      })),
    );
  }

  private async listingTasks(actor: PersonActor, status: 'returned' | 'draft'): Promise<Task[]> {
    const found = await Promise.all((['demand', 'offering'] as const).map((kind) => this.own(actor, kind, status, MOST_TASKS)));
    const editable = found.flatMap(({ items }) => items).filter(({ enterprise }) => canEdit(actor, enterprise.id));
    return editable.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)).map((listing) => ({ kind: status, listing }));
  }

  private async endingTasks(actor: PersonActor): Promise<Task[]> {
    const found = await Promise.all((['demand', 'offering'] as const).map((kind) => this.own(actor, kind, 'published', 100)));
    const horizon = new Date(this.clock.now().getTime() + NEAR_END_DAYS * DAY_MS).toISOString();
    return found
      .flatMap(({ items }) => items)
      .filter(({ enterprise, expiresAt }) => canEdit(actor, enterprise.id) && expiresAt !== null && expiresAt <= horizon)
      .sort((a, b) => (a.expiresAt! < b.expiresAt! ? -1 : 1))
      .map((listing) => ({ kind: 'ending', listing }));
  }

  private own(actor: PersonActor, kind: ListingKind, status?: ListingStatus, pageSize = ROWS): Promise<Listings> {
    return this.listings.list(actor, kind, { scope: 'own', page: 1, pageSize, ...(status && { status }) });
  }
}
