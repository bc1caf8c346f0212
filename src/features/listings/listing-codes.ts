import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../shared/clock.js';
import { localDate } from '../../shared/zoned-time.js';
import type { ListingKind } from './listing.types.js';

const LETTER: Record<ListingKind, string> = { demand: 'D', offering: 'O' };

/** A public code as people type it, in any case; null for what is none. */
export function asListingCode(text: string): string | null {
  const code = text.toUpperCase();
  return /^[DO]-\d{2}-\d{4}-\d{6,}$/.test(code) ? code : null;
}

/** Gives listings their public codes, `D-13-2026-000017`: kind, province of the enterprise, year, number. They never change. */
@Injectable()
export class ListingCodes {
  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async take(manager: EntityManager, kind: ListingKind, regionCode: string, count: number): Promise<string[]> {
    const rows = await manager.query<{ number: number }[]>(
      `select nextval('listing_code_seq') as number from generate_series(1, $1)`,
      [count],
    );
    const year = localDate(this.clock.now(), this.settings.timeZone).slice(0, 4);
    return rows.map(({ number }) => `${LETTER[kind]}-${regionCode.slice(0, 2)}-${year}-${String(number).padStart(6, '0')}`);
  }
}
