import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { SavedSearchesController } from './saved-searches.controller.js';
import { SavedSearchJobs } from './saved-searches.jobs.js';
import { SavedSearchesLetter } from './saved-searches.letter.js';
import { SavedSearchesPages } from './saved-searches.pages.js';
import { SavedSearchesService } from './saved-searches.service.js';

/** Searches that people keep, and the letter that tells what is new in them. */
@Module({
  imports: [TaxonomyModule, DirectoryModule, NotificationsModule],
  controllers: [SavedSearchesController, SavedSearchesPages],
  providers: [SavedSearchesService, SavedSearchJobs, SavedSearchesLetter],
})
export class SavedSearchesModule {}
