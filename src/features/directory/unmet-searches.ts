import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor.js';
import { UnmetNeedsService } from '../vocabulary/unmet-needs.service.js';
import type { SearchOutcome } from './directory.queries.js';
import type { SearchState } from './directory.types.js';

/** Tells of searches that found nothing because it is not there, and not because of what else was asked for. */
@Injectable()
export class UnmetSearches {
  constructor(private readonly unmetNeeds: UnmetNeedsService) {}

  /** @param address of the network, for who is not signed in */
  async note(state: SearchState, outcome: SearchOutcome, actor: Actor, address: string): Promise<void> {
    const { region, ...others } = state.filters;
    const isOnlyWords = region.length <= 1 && Object.values(others).every((chosen) => chosen.length === 0);
    if (outcome.close > 0 || outcome.isUntold || state.words === '' || state.page > 1 || !isOnlyWords) return;
    await this.unmetNeeds.note({
      understanding: outcome.understanding,
      regionCode: region[0] ?? null,
      language: actor.language,
      visitor: actor.kind === 'person' ? actor.personId : address,
    });
  }
}
