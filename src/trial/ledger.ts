import type { DataSource } from 'typeorm';
import type { TrialMail } from './trial-mailbox.js';

/** What the database says at the end: the truth that the mails are held against. */
export interface Ledger {
  readonly listings: readonly { kind: 'demand' | 'offering'; status: string; count: number }[];
  readonly matches: readonly { status: string; count: number }[];
  readonly engagements: number;
  /** Ids of the set that stand in more than one listing. */
  readonly doubledListings: number;
  /** Invitations ever given, by the owner's address. */
  readonly invitations: ReadonlyMap<string, number>;
  readonly interests: ReadonlyMap<string, number>;
  readonly demandsOverSeats: number;
  readonly providersOverCapacity: number;
  readonly unsentMails: number;
  readonly waitingEvents: number;
}

export async function readLedger(dataSource: DataSource): Promise<Ledger> {
  const rows = <T>(sql: string): Promise<T[]> => dataSource.query<T[]>(sql);
  const number = async (sql: string): Promise<number> => (await rows<{ n: number }>(sql))[0]?.n ?? 0;
  const perAddress = async (column: string, side: string): Promise<Map<string, number>> => {
    const found = await rows<{ email: string; n: number }>(
      `select p.email, count(*)::int as n from match m join member s on s.enterprise_id = m.${side}_enterprise_id and s.role in ('owner', 'editor')
       join person p on p.id = s.person_id where m.${column} is not null group by p.email`,
    );
    return new Map(found.map(({ email, n }) => [email, n]));
  };
  return {
    listings: await rows('select kind, status, count(*)::int as count from listing group by 1, 2 order by 1, 2'),
    matches: await rows('select status, count(*)::int as count from match group by 1 order by 2 desc'),
    engagements: await number('select count(*)::int as n from engagement'),
    doubledListings: await number('select count(*)::int as n from (select external_id from listing group by kind, external_id having count(*) > 1) d'),
    invitations: await perAddress('invited_at', 'offering'),
    interests: await perAddress('interested_at', 'demand'),
    demandsOverSeats: await number(
      `select count(*)::int as n from listing l where l.kind = 'demand'
       and (select count(*) from match m where m.demand_id = l.id and m.status in ('invited', 'interested', 'engaged')) > l.seats`,
    ),
    providersOverCapacity: await number(
      `select count(*)::int as n from enterprise e
       where (select count(*) from match m where m.offering_enterprise_id = e.id and m.status = 'invited') > e.capacity`,
    ),
    unsentMails: await number(`select count(*)::int as n from mail_message where status not in ('sent', 'suppressed')`),
    waitingEvents: await number('select count(*)::int as n from outbox_event where relayed_at is null'),
  };
}

/** Everything that is lost, doubled or over its bound, one line each; empty when all is well. */
export function discrepancies(ledger: Ledger, mails: readonly TrialMail[], expected: { demands: number; offerings: number }): string[] {
  const found: string[] = [];
  const check = (isRight: boolean, line: string): void => {
    if (!isRight) found.push(line);
  };
  for (const kind of ['demand', 'offering'] as const) {
    const published = ledger.listings.find((row) => row.kind === kind && row.status === 'published')?.count ?? 0;
    const wanted = kind === 'demand' ? expected.demands : expected.offerings;
    check(published === wanted, `${published} ${kind}s are published, ${wanted} were posted`);
  }
  check(ledger.doubledListings === 0, `${ledger.doubledListings} texts were posted twice`);
  check(ledger.demandsOverSeats === 0, `${ledger.demandsOverSeats} demands have more providers than seats`);
  check(ledger.providersOverCapacity === 0, `${ledger.providersOverCapacity} providers hold more invitations than they take`);
  check(ledger.unsentMails === 0, `${ledger.unsentMails} mails were not sent`);
  check(ledger.waitingEvents === 0, `${ledger.waitingEvents} events were not relayed`);
  const seen = new Set<string>();
  const doubles = mails.filter(({ messageId, to }) => seen.size === seen.add(`${messageId} ${to}`).size);
  check(doubles.length === 0, `${doubles.length} mails came twice`);
  for (const [template, wanted] of [
    ['match.invited', ledger.invitations],
    ['match.interested', ledger.interests],
  ] as const) {
    const came = countBy(mails.filter((mail) => mail.template === template).map(({ to }) => to));
    for (const address of new Set([...wanted.keys(), ...came.keys()])) {
      const [due, got] = [wanted.get(address) ?? 0, came.get(address) ?? 0];
      check(due === got, `${address} got ${got} mails ${template}, and should have got ${due}`);
    }
  }
  return found;
}

export function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
