import { quantile } from '../evaluation/metrics.js';
import type { ApiClient } from './api-client.js';
import { countBy, type Ledger } from './ledger.js';
import type { Relevance } from './relevance.js';
import type { TrialMail } from './trial-mailbox.js';

export interface PublishedDemand {
  readonly id: string;
  readonly title: string;
  readonly publishedAt: string | null;
  readonly api: ApiClient;
}

/** The best matches of one demand as its factory reads them. */
interface FirstMatches {
  readonly title: string;
  readonly matches: readonly ReadMatch[];
}

interface ReadMatch {
  readonly score: number;
  readonly status: string;
  readonly offering: { readonly title: string };
  readonly reasons: readonly string[];
  readonly gaps: readonly string[];
}

interface TrialFacts {
  readonly published: readonly PublishedDemand[];
  readonly firstMatches: readonly FirstMatches[];
  readonly kills: number;
  readonly seconds: number;
  readonly ledger: Ledger;
  readonly mails: readonly TrialMail[];
  readonly problems: readonly string[];
  readonly relevance: Relevance;
}

const SHOWN = 5;

export async function readFirstMatches(demands: readonly PublishedDemand[], count: number): Promise<FirstMatches[]> {
  return Promise.all(
    demands.slice(0, count).map(async ({ id, title, api }) => {
      const { seated, queued, over } = await api.get<Record<'seated' | 'queued' | 'over', ReadMatch[]>>(`/api/v1/demands/${id}/matches`);
      return { title, matches: [...seated, ...queued, ...over].sort((a, b) => b.score - a.score).slice(0, SHOWN) };
    }),
  );
}

/** Seconds from a demand's publication to each mail that invites to it. The mail names the demand by its title. */
function inviteSeconds({ published, mails }: TrialFacts): number[] {
  return mails
    .filter(({ template }) => template === 'match.invited')
    .flatMap(({ text, arrivedAt }) => {
      const demand = published.find(({ title }) => text.includes(title));
      return demand?.publishedAt ? [(arrivedAt - Date.parse(demand.publishedAt)) / 1000] : [];
    });
}

export function printReport(facts: TrialFacts): void {
  const print = (line = ''): void => void process.stdout.write(`${line}\n`);
  const { ledger, mails, relevance, problems } = facts;
  print();
  for (const { kind, status, count } of ledger.listings) print(`${kind.padEnd(10)} ${status.padEnd(12)} ${count}`);
  for (const { status, count } of ledger.matches) print(`match      ${status.padEnd(12)} ${count}`);
  print(`engagement opened       ${ledger.engagements}`);
  print();
  for (const [template, count] of [...countBy(mails.map((mail) => mail.template))].sort()) print(`mail       ${template.padEnd(28)} ${count}`);
  const seconds = inviteSeconds(facts);
  print();
  print(`From publication to the mail of the invitation: median ${show(quantile(seconds, 0.5))} s, 95th ${show(quantile(seconds, 0.95))} s, worst ${show(quantile(seconds, 1))} s (${seconds.length} mails)`);
  print(`Relevance against the judgements: recall@50 ${relevance.recallAt50.toFixed(3)}, nDCG@10 ${relevance.ndcgAt10.toFixed(3)}`);
  for (const { title, matches } of facts.firstMatches) {
    print();
    print(title);
    for (const match of matches) {
      print(`  ${match.score.toFixed(1).padStart(5)}  ${match.status.padEnd(10)} ${match.offering.title}`);
      for (const reason of match.reasons) print(`           + ${reason}`);
      for (const gap of match.gaps) print(`           - ${gap}`);
    }
  }
  print();
  print(`${facts.seconds.toFixed(0)} s in all, ${facts.kills} times killed`);
  for (const problem of problems) print(`WRONG: ${problem}`);
  print(problems.length === 0 ? 'Nothing was lost and nothing was doubled.' : `${problems.length} things are wrong.`);
}

function show(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(1);
}
