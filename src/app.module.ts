import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule } from './config/config.module.js';
import type { Settings } from './config/settings.js';
import { DirectoryModule } from './features/directory/directory.module.js';
import { EngagementsModule } from './features/engagements/engagements.module.js';
import { EnterprisesModule } from './features/enterprises/enterprises.module.js';
import { FiguresModule } from './features/figures/figures.module.js';
import { IdentityModule } from './features/identity/identity.module.js';
import { ExportsModule } from './features/exports/exports.module.js';
import { ImportsModule } from './features/imports/imports.module.js';
import { LandingModule } from './features/landing/landing.module.js';
import { ListingsModule } from './features/listings/listings.module.js';
import { MailboxModule } from './features/mailbox/mailbox.module.js';
import { MatchingModule } from './features/matching/matching.module.js';
import { ModerationModule } from './features/moderation/moderation.module.js';
import { NotificationsModule } from './features/notifications/notifications.module.js';
import { PortalModule } from './features/portal/portal.module.js';
import { SavedSearchesModule } from './features/saved-searches/saved-searches.module.js';
import { SubscriptionsModule } from './features/subscriptions/subscriptions.module.js';
import { TasksModule } from './features/tasks/tasks.module.js';
import { TaxonomyModule } from './features/taxonomy/taxonomy.module.js';
import { VocabularyModule } from './features/vocabulary/vocabulary.module.js';
import { AuditModule } from './platform/audit/audit.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import type { DatabaseUrls } from './platform/database/database-urls.js';
import { EmbedderModule } from './platform/embedder/embedder.module.js';
import { FilesModule } from './platform/files/files.module.js';
import { HealthModule } from './platform/health/health.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { MailModule } from './platform/mail/mail.module.js';
import { QueueModule } from './platform/queue/queue.module.js';
import { SearchModule } from './platform/search/search.module.js';
import type { Clock } from './shared/clock.js';
import { WebModule } from './web/web.module.js';

/** The features, lowest tier first: a feature imports only what stands above it. */
const FEATURES: NonNullable<DynamicModule['imports']> = [
  MailboxModule,
  TasksModule,
  SubscriptionsModule,
  IdentityModule,
  TaxonomyModule,
  EnterprisesModule,
  ListingsModule,
  ImportsModule,
  ModerationModule,
  EngagementsModule,
  MatchingModule,
  NotificationsModule,
  VocabularyModule,
  DirectoryModule,
  SavedSearchesModule,
  ExportsModule,
  LandingModule,
  FiguresModule,
  PortalModule,
];

@Module({})
export class AppModule {
  static with(settings: Settings, urls: DatabaseUrls, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings, clock),
        DatabaseModule.at(urls),
        QueueModule,
        SearchModule,
        EmbedderModule,
        MailModule,
        FilesModule,
        AuditModule,
        HttpModule,
        HealthModule,
        WebModule,
        ...FEATURES,
      ],
    };
  }
}
