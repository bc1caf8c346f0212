import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Block } from './block.entity.js';
import { Enterprise } from './enterprise.entity.js';
import { Evidence } from './evidence.entity.js';
import { MemberInvitation } from './member-invitation.entity.js';
import { Member } from './member.entity.js';
import { MembershipsModule } from './memberships.module.js';

@Module({
  imports: [TypeOrmModule.forFeature([Enterprise, Member, MemberInvitation, Evidence, Block]), MembershipsModule],
})
export class EnterprisesModule {}
