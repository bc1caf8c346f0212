import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Seats } from '../../web/components/seats.js';
import { ListingSidesService } from '../listings/listing-sides.service.js';
import { MatchingQueries } from './matching.queries.js';

/** The seats of a demand on its public page: how many, and how many are free. Never who sits there. */
@Injectable()
export class SeatsSide implements OnModuleInit {
  constructor(
    private readonly sides: ListingSidesService,
    private readonly matches: MatchingQueries,
  ) {}

  onModuleInit(): void {
    this.sides.add({
      render: async (_ctx, { kind, status, id, seats }) => {
        if (kind !== 'demand' || status !== 'published') return null;
        return (
          <p>
            <Seats seats={seats} taken={await this.matches.seatsTaken(id)} words />
          </p>
        );
      },
    });
  }
}
