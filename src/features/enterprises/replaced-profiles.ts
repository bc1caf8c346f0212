import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { DAY_MS } from '../../shared/durations.js';
import type { Enterprise, LegalFacts, Profile } from './enterprise.entity.js';

export type Details = LegalFacts & Profile;

/** What the last edit of an enterprise has overwritten. */
interface Replaced {
  /** Of the enterprise, as that edit left it behind. */
  readonly version: number;
  readonly details: Details;
  /** The edit was itself the taking back of the one that had left this version behind. */
  readonly takesBack: number | null;
}

/** Keeps what an edit overwrites, the last of each enterprise, for a day: so that it can be taken back. All of it in the caller's transaction. */
@Injectable()
export class ReplacedProfiles {
  constructor(private readonly clock: Clock) {}

  async keep(manager: EntityManager, id: string, { version, details, takesBack }: Replaced): Promise<void> {
    await manager.query(
      `insert into replaced_profile (enterprise_id, version, details, takes_back, replaced_at) values ($1, $2, $3, $4, $5)
       on conflict (enterprise_id) do update set version = excluded.version, details = excluded.details, takes_back = excluded.takes_back, replaced_at = excluded.replaced_at`,
      [id, version, JSON.stringify(details), takesBack, this.clock.now()],
    );
  }

  /** Null when nothing was overwritten within a day. */
  async last(manager: EntityManager, id: string): Promise<Replaced | null> {
    const [row] = await manager.query<Replaced[]>(
      `select version, details, takes_back as "takesBack" from replaced_profile where enterprise_id = $1 and replaced_at > $2`,
      [id, new Date(this.clock.now().getTime() - DAY_MS)],
    );
    return row ?? null;
  }

  /** Nobody takes this back any more. */
  async forget(manager: EntityManager, before: Date): Promise<void> {
    await manager.query('delete from replaced_profile where replaced_at < $1', [before]);
  }
}

/** All that an edit may change. */
export function detailsOf(enterprise: Enterprise): Details {
  const { name, uscc, regionCode, industryCode, size, description, website, address, contactName, contactPhone, contactEmail } = enterprise;
  const { capacity, preferredIndustries, preferredRegions, orderMin, orderMax } = enterprise;
  const says = { industryCode, size, description, website, address, contactName, contactPhone, contactEmail };
  return { name, uscc, regionCode, ...says, capacity, preferredIndustries, preferredRegions, orderMin, orderMax };
}

/** The names of what differs. */
export function changedDetails(before: Details, after: Details): (keyof Details)[] {
  const isSame = (field: keyof Details): boolean => JSON.stringify(before[field]) === JSON.stringify(after[field]);
  return (Object.keys(before) as (keyof Details)[]).filter((field) => !isSame(field));
}
