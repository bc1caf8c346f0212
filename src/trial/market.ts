import type { JudgedSet, JudgedText } from '../evaluation/judged-set.js';
import type { ApiClient } from './api-client.js';
import { ApiRefusal } from './api-client.js';
import type { CastMember } from './cast.js';
import { followMailLink } from './mail-link.js';
import { forEachOf, type Progress } from './progress.js';
import type { TrialMailbox } from './trial-mailbox.js';

/** Somebody of the cast who is registered, with the key to act for the enterprise. */
export interface Trader {
  readonly member: CastMember;
  readonly api: ApiClient;
  readonly enterpriseId: string;
}

const PASSWORD = 'trial-password-2026';
const TITLE_LENGTH = 120;
const BODY_LENGTH = 10_000;
const BATCH = 100;
const AT_ONCE = 3;

/** Opens accounts, confirms their addresses from the mail, registers their enterprises and hands them in. */
export async function registerAll(guest: ApiClient, cast: readonly CastMember[], mailbox: TrialMailbox, progress: Progress): Promise<Trader[]> {
  const traders: Trader[] = [];
  await forEachOf(cast, AT_ONCE, async (member, index) => {
    const api = guest.as(await signUp(guest, member));
    const link = await mailbox.waitFor((mail) => mail.to === member.email && mail.template === 'account.confirm-address');
    await followMailLink(link.links[0]!);
    const enterprise = await registerEnterprise(api, member);
    traders[index] = { member, api, enterpriseId: enterprise };
    progress.add();
  });
  return traders;
}

/** A registration whose answer was lost with the server has happened: then signing in gives the key. */
async function signUp(guest: ApiClient, { email, contactName }: CastMember): Promise<string> {
  try {
    const { token } = await guest.post<{ token: { token: string } }>('/api/v1/accounts', { email, password: PASSWORD, name: contactName, language: 'zh' });
    return token.token;
  } catch (error) {
    if (!(error instanceof ApiRefusal && error.status === 409)) throw error;
    return signIn(guest, email, PASSWORD);
  }
}

export async function signIn(guest: ApiClient, email: string, password: string): Promise<string> {
  return (await guest.post<{ token: string }>('/api/v1/sessions', { email, password })).token;
}

async function registerEnterprise(api: ApiClient, { name, uscc, regionCode, size, contactName, contactPhone, email }: CastMember): Promise<string> {
  const body = { name, uscc, regionCode, size, contactName, contactPhone, contactEmail: email };
  await unlessDone(api.post('/api/v1/enterprises', body));
  const { items } = await api.get<{ items: { id: string }[] }>('/api/v1/enterprises');
  const { id } = items[0]!;
  await unlessDone(api.post(`/api/v1/enterprises/${id}/submit`));
  return id;
}

/** A request whose answer was lost with the server is sent again; then a conflict says that it was done the first time. */
async function unlessDone(request: Promise<unknown>): Promise<void> {
  await request.catch((error: unknown) => {
    if (!(error instanceof ApiRefusal && error.status === 409)) throw error;
  });
}

/** Deals the texts out to the traders and posts them in batches; their ids in the set become their external ids. */
export async function postAll(kind: 'demands' | 'offerings', texts: readonly JudgedText[], traders: readonly Trader[], progress: Progress): Promise<void> {
  const shares = traders.map((trader, t) => ({ trader, texts: texts.filter((_, i) => i % traders.length === t) }));
  await forEachOf(shares, AT_ONCE, async ({ trader, texts: own }) => {
    for (let start = 0; start < own.length; start += BATCH) {
      const items = own.slice(start, start + BATCH).map(itemOf);
      const result = await trader.api.post<{ refused: number; items: { errors: unknown }[] }>(`/api/v1/${kind}/batch`, { items, submit: true });
      if (result.refused > 0) throw new Error(`${result.refused} of a batch of ${kind} were refused: ${JSON.stringify(result.items.find(({ errors }) => (errors as unknown[]).length > 0))}`);
      progress.add(items.length);
    }
  });
}

/** The title stands in for a body that is empty; what a set's title has beyond our length goes in front of the body. */
function itemOf({ id, title, body }: JudgedText): object {
  const text = body.trim() || title;
  const long = title.length > TITLE_LENGTH;
  return { externalId: id, title: long ? [...title].slice(0, TITLE_LENGTH - 1).join('') + '…' : title, body: (long ? `${title}\n${text}` : text).slice(0, BODY_LENGTH) };
}

/** The officer publishes (or verifies) whatever waits, in bulk, until all are through. */
export async function approveAll(officer: ApiClient, subject: 'enterprise' | 'offering' | 'demand', expected: number, progress: Progress): Promise<void> {
  let approved = 0;
  while (approved < expected) {
    const open = await officer.get<{ items: { id: string }[]; total: number }>(`/api/v1/reviews?status=open&subject=${subject}&pageSize=100`);
    if (open.items.length > 0) {
      await officer.post('/api/v1/reviews/bulk', { ids: open.items.map(({ id }) => id), decision: 'approve', acknowledgeHints: true });
    } else {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const done = await officer.get<{ total: number }>(`/api/v1/reviews?status=approved&subject=${subject}&pageSize=1`);
    approved = done.total;
    progress.set(approved);
  }
}

/** The part of a set that a limited run uses: the first demands, and the offerings that were judged for them. */
export function firstDemands(set: JudgedSet, limit: number | null): JudgedSet {
  if (limit === null) return set;
  const demands = set.demands.slice(0, limit);
  const judgements = new Map(demands.map(({ id }) => [id, set.judgements.get(id) ?? new Map<string, number>()]));
  const judged = new Set([...judgements.values()].flatMap((levels) => [...levels.keys()]));
  return { demands, judgements, offerings: set.offerings.filter(({ id }) => judged.has(id)) };
}
