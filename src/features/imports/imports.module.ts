import { Module } from '@nestjs/common';
import { EnterprisesModule } from '../enterprises/enterprises.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { ListingsModule } from '../listings/listings.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { ImportedListings } from './imported-listings.js';
import { ImportsPages } from './imports.pages.js';
import { ListingImport } from './listing-import.js';

@Module({
  imports: [IdentityModule, EnterprisesModule, ListingsModule, TasksModule],
  controllers: [ImportsPages],
  providers: [ListingImport, ImportedListings],
})
export class ImportsModule {}
