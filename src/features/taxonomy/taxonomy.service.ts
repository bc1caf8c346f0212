import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../shared/clock.js';
import { localDate } from '../../shared/zoned-time.js';
import { Taxonomy } from './taxonomy.js';
import { TaxonomyLoader } from './taxonomy.loader.js';
import type { CodeLists } from './taxonomy.types.js';

const EMPTY: CodeLists = { region: [], industry: [], 'service-category': [], certificate: [] };

/** The code lists for every feature: loaded once at the start, answered from memory. See `Taxonomy` for the questions. */
@Injectable()
export class TaxonomyService extends Taxonomy implements OnModuleInit {
  constructor(
    private readonly loader: TaxonomyLoader,
    clock: Clock,
    settings: Settings,
  ) {
    super(EMPTY, () => localDate(clock.now(), settings.timeZone));
  }

  async onModuleInit(): Promise<void> {
    await this.loader.load();
    this.use(await this.loader.read());
  }
}
