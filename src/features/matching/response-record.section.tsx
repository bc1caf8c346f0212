import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EnterpriseSectionsService } from '../enterprises/enterprise-sections.service.js';
import { ResponseRecordQueries } from './response-record.queries.js';
import { ResponseRecordFacts } from './views/response-record.js';

/** How an enterprise answers, on its public page below what it offers. The page shows sections of verified ones only. */
@Injectable()
export class ResponseRecordSection implements OnModuleInit {
  constructor(
    private readonly sections: EnterpriseSectionsService,
    private readonly records: ResponseRecordQueries,
  ) {}

  onModuleInit(): void {
    this.sections.add({
      position: 20,
      render: async (_ctx, { id }) => {
        const record = await this.records.of(id);
        return record.invited + record.engaged === 0 ? null : <ResponseRecordFacts record={record} />;
      },
    });
  }
}
