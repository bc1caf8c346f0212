import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { Block } from './block.entity.js';
import { BlocksController } from './blocks.controller.js';
import { BlocksService } from './blocks.service.js';
import { EditPages } from './edit.pages.js';
import { EnterpriseChoicesService } from './enterprise-choices.service.js';
import { EnterpriseCodes } from './enterprise-codes.js';
import { EnterpriseEditingService } from './enterprise-editing.service.js';
import { EnterpriseLabelsService } from './enterprise-labels.service.js';
import { EnterpriseSectionsService } from './enterprise-sections.service.js';
import { Enterprise } from './enterprise.entity.js';
import { EnterprisePages } from './enterprise.pages.js';
import { EnterprisesController } from './enterprises.controller.js';
import { EnterpriseJobs } from './enterprises.jobs.js';
import { EnterpriseQueries } from './enterprises.queries.js';
import { EnterprisesService } from './enterprises.service.js';
import { EvidenceController } from './evidence.controller.js';
import { Evidence } from './evidence.entity.js';
import { EvidencePages } from './evidence.pages.js';
import { EvidenceService } from './evidence.service.js';
import { MemberInvitation } from './member-invitation.entity.js';
import { MemberInvitationsService } from './member-invitations.service.js';
import { MemberSeats } from './member-seats.js';
import { Member } from './member.entity.js';
import { MembersController } from './members.controller.js';
import { MembersPages } from './members.pages.js';
import { MemberQueries } from './members.queries.js';
import { MembersService } from './members.service.js';
import { MembershipsModule } from './memberships.module.js';
import { ReplacedProfiles } from './replaced-profiles.js';
import { SignUpPages } from './sign-up.pages.js';
import { SignUpService } from './sign-up.service.js';

const SHARED = [EnterprisesService, MembersService, EvidenceService, BlocksService, EnterpriseQueries, MemberQueries, EnterpriseLabelsService, EnterpriseSectionsService];

@Module({
  imports: [TypeOrmModule.forFeature([Enterprise, Member, MemberInvitation, Evidence, Block]), MembershipsModule, TaxonomyModule],
  controllers: [
    EnterprisesController,
    MembersController,
    EvidenceController,
    BlocksController,
    SignUpPages,
    EnterprisePages,
    EditPages,
    MembersPages,
    EvidencePages,
  ],
  providers: [
    ...SHARED,
    EnterpriseEditingService,
    MemberInvitationsService,
    MemberSeats,
    ReplacedProfiles,
    EnterpriseCodes,
    EnterpriseChoicesService,
    EnterpriseJobs,
    SignUpService,
  ],
  exports: SHARED,
})
export class EnterprisesModule {}
