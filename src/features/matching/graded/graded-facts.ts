import { v5 } from 'uuid';
import type { DemandFacts, HeldCertificate, OfferingFacts, ProviderRecord, Supply } from '../facts.js';
import type { TermSource } from '../terms/term-pipeline.js';
import { priorShare } from '../terms/term-prior.js';
import type { TermProfile } from '../terms/term-profile.js';
import type { TermStatistics } from '../terms/term-statistics.js';
import type { GradedCollection, GradedDemand, GradedEnterprise, GradedOffering } from './graded-collection.js';
import { GRADED_NOW, GRADED_TODAY } from './graded-collection.js';

/** What the facts of the collection are made with: the taxonomy and the terms of whoever asks. */
export interface FactsMaker {
  codePath(kind: 'region' | 'industry' | 'service-category', code: string): readonly string[];
  coveringRegions(code: string): readonly string[];
  profile(source: TermSource): TermProfile;
}

/** The collection as scoring knows it. Ids are those of `gradedId`. */
export interface GradedMarket {
  readonly collection: GradedCollection;
  /** By the collection's own ids. */
  readonly demands: ReadonlyMap<string, DemandFacts>;
  readonly supplies: ReadonlyMap<string, Supply>;
  readonly statistics: TermStatistics;
}

const NAMESPACE = '5b0c5cf5-0c0e-4d0f-9d1c-1f6f3c2f7a10';

/** The same UUID for the same word of the collection each time: rows and the search index want one. */
export function gradedId(word: string): string {
  return v5(word, NAMESPACE);
}

/** When a day of the collection begins in Beijing. */
export function gradedTime(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

/** Before every answer and every listing of the collection. */
export const GRADED_REGISTRATION = new Date('2024-06-01T00:00:00Z');

function recordOf(enterprise: GradedEnterprise): ProviderRecord {
  const inDate = enterprise.certificates.filter(({ validUntil }) => validUntil === null || validUntil >= GRADED_TODAY);
  const checked = inDate.filter(({ basis }) => basis === 'officer').length;
  return {
    enterpriseId: gradedId(enterprise.id),
    isVerified: true,
    size: enterprise.size,
    registeredAt: GRADED_REGISTRATION,
    openInvitations: 0,
    capacity: 10,
    invited: enterprise.record.invited,
    answered: enterprise.record.answered,
    medianAnswerHours: enterprise.record.medianHours,
    answers: [],
    evidence: { checked, selfDeclared: inDate.length - checked },
    preferredIndustries: enterprise.preferredIndustries,
    preferredRegions: enterprise.preferredRegions,
    orderSize: enterprise.orderSize,
  };
}

/** What the listing claims counts where the enterprise has no proof of it. */
function certificatesOf(offering: GradedOffering, { certificates }: GradedEnterprise): HeldCertificate[] {
  const claimed = offering.certificates.filter((code) => !certificates.some((proof) => proof.code === code));
  return [...certificates, ...claimed.map((code): HeldCertificate => ({ code, basis: 'self', validUntil: null }))];
}

function offeringOf(offering: GradedOffering, enterprise: GradedEnterprise, make: FactsMaker): OfferingFacts {
  return {
    id: gradedId(offering.id),
    enterpriseId: gradedId(enterprise.id),
    isPublished: true,
    terms: make.profile(offering),
    category: make.codePath('service-category', offering.category),
    industry: [],
    region: make.codePath('region', enterprise.region),
    serviceRegions: offering.serviceRegions,
    price: offering.price,
    leadDays: offering.leadDays,
    certificates: certificatesOf(offering, enterprise),
    publishedAt: gradedTime(offering.updated),
    updatedAt: gradedTime(offering.updated),
  };
}

function demandOf(demand: GradedDemand, enterprise: GradedEnterprise, make: FactsMaker): DemandFacts {
  return {
    id: gradedId(demand.id),
    enterpriseId: gradedId(enterprise.id),
    isPublished: true,
    terms: make.profile(demand),
    category: make.codePath('service-category', demand.category),
    industry: make.codePath('industry', enterprise.industry),
    region: make.codePath('region', enterprise.region),
    coveringRegions: make.coveringRegions(enterprise.region),
    budget: demand.budget,
    deadline: demand.deadline,
    certificates: demand.certificates,
    publishedAt: gradedTime(demand.posted),
    blockedEnterpriseIds: new Set(),
  };
}

/** As the nightly count would have it: every offering of the collection is on the market, and nothing else. */
function countTerms(profiles: readonly TermProfile[]): TermStatistics {
  const counts = new Map<string, number>();
  for (const { words, pairs } of profiles) {
    for (const term of [...words.counts.keys(), ...pairs.counts.keys()]) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return { version: `graded@${GRADED_NOW.toISOString()}`, documents: profiles.length, frequency: (term) => counts.get(term) ?? 0, priorShare };
}

/** The facts of every listing of the collection: some 150 ms of cutting texts, once. */
export function gradedMarket(collection: GradedCollection, make: FactsMaker): GradedMarket {
  const enterprises = new Map(collection.enterprises.map((enterprise) => [enterprise.id, enterprise]));
  const enterpriseOf = (listing: { id: string; enterprise: string }): GradedEnterprise => {
    const enterprise = enterprises.get(listing.enterprise);
    if (enterprise === undefined) throw new Error(`${listing.id} is of an enterprise that is not there: ${listing.enterprise}`);
    return enterprise;
  };
  const supplies = collection.offerings.map((offering) => {
    const enterprise = enterpriseOf(offering);
    return [offering.id, { offering: offeringOf(offering, enterprise, make), provider: recordOf(enterprise) }] as const;
  });
  return {
    collection,
    demands: new Map(collection.demands.map((demand) => [demand.id, demandOf(demand, enterpriseOf(demand), make)])),
    supplies: new Map(supplies),
    statistics: countTerms(supplies.map(([, { offering }]) => offering.terms)),
  };
}
