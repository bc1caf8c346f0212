import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { StoredFile } from '../../platform/files/file.entity.js';
import { AppError } from '../../shared/errors.js';
import { ListingAttachmentsService } from '../listings/listing-attachments.service.js';
import { ENGAGEMENT_ERRORS } from './engagement.errors.js';
import type { EngagementView } from './engagements.queries.js';

/** An attachment of one of the two listings. `size` is in bytes. */
export interface EngagementFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly of: 'demand' | 'offering';
}

/**
 * What the two sides show each other: the attachments of the demand and of the offering, while the engagement is open. Takes an
 * engagement as its reader has been shown it (`EngagementsQueries.one`), so that nobody else comes here.
 */
@Injectable()
export class EngagementFilesService {
  constructor(private readonly attachments: ListingAttachmentsService) {}

  /** The demand's first; none once the engagement has ended. */
  async list({ demand, offering, endedAt }: EngagementView): Promise<EngagementFile[]> {
    if (endedAt !== null) return [];
    const files = await this.attachments.listForPartner([demand.id, offering.id]);
    const of = (kind: EngagementFile['of'], listingId: string): EngagementFile[] =>
      files.filter((file) => file.listingId === listingId).map(({ id, name, type, size }) => ({ id, name, type, size, of: kind }));
    return [...of('demand', demand.id), ...of('offering', offering.id)];
  }

  /** @throws AppError not-found for a file of neither listing, and for every file once the engagement has ended */
  async open(engagement: EngagementView, fileId: string): Promise<{ file: StoredFile; bytes: Readable }> {
    const file = (await this.list(engagement)).find(({ id }) => id === fileId);
    if (!file) throw new AppError(ENGAGEMENT_ERRORS.noFile);
    return this.attachments.openForPartner(engagement[file.of].id, fileId);
  }
}
