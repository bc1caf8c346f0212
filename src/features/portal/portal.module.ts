import { Module } from '@nestjs/common';
import { EngagementsModule } from '../engagements/engagements.module.js';
import { EnterprisesModule } from '../enterprises/enterprises.module.js';
import { FiguresModule } from '../figures/figures.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { ListingsModule } from '../listings/listings.module.js';
import { MatchingModule } from '../matching/matching.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { HomePages, LanguageChoice } from './home.pages.js';
import { HomeQueries } from './home.queries.js';
import { HomeService } from './home.service.js';
import { HowItWorksPages, PrivacyPages } from './reading.pages.js';
import { RobotsController } from './robots.controller.js';
import { WorkspacePages } from './workspace.pages.js';
import { WorkspaceQueries } from './workspace.queries.js';
import { WorkspaceService } from './workspace.service.js';

@Module({
  imports: [TaxonomyModule, IdentityModule, EnterprisesModule, ListingsModule, MatchingModule, EngagementsModule, FiguresModule],
  controllers: [LanguageChoice, HomePages, HowItWorksPages, PrivacyPages, WorkspacePages, RobotsController],
  providers: [HomeQueries, HomeService, WorkspaceQueries, WorkspaceService],
})
export class PortalModule {}
