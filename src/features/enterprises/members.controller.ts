import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { codeField, idField } from '../../platform/http/text-field.js';
import type { Actor, PersonActor } from '../../shared/actor.js';
import { invited, inviteBody, type InviteBody, memberList, roleBody, type RoleBody } from './enterprises.dto.js';
import type { EnterpriseMember } from './enterprises.types.js';
import { MemberInvitationsService } from './member-invitations.service.js';
import { MemberQueries, type WaitingInvitation } from './members.queries.js';
import { MembersService } from './members.service.js';

@ApiTags('enterprises')
@ApiBearerAuth()
@Controller('api/v1/enterprises/:id')
@Permission('account')
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly invitations: MemberInvitationsService,
    private readonly queries: MemberQueries,
  ) {}

  @Get('members')
  @ApiOperation({ operationId: 'listMembers', summary: 'Who sits in an enterprise, and who is invited; for its members and officers' })
  @ApiOkResponse({ standardSchema: memberList })
  list(@CurrentActor() actor: Actor, @Param('id', { schema: codeField }) idOrCode: string): Promise<{ items: EnterpriseMember[]; invitations: WaitingInvitation[] }> {
    return this.queries.seats(actor, idOrCode);
  }

  @Post('members')
  @RateLimit({ points: 60, perSeconds: 3600, by: 'actor' })
  @ApiOperation({ operationId: 'inviteMember', summary: 'Give a seat to the owner of an address, at once or when they have confirmed it' })
  @ApiCreatedResponse({ standardSchema: invited })
  async invite(@CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string, @Body({ schema: inviteBody }) { email, role }: InviteBody): Promise<{ result: 'added' | 'invited' }> {
    const { result } = await this.invitations.invite(actor, id, email, role);
    // The address is invited, whether it was before or not.
    return { result: result === 'added' ? 'added' : 'invited' };
  }

  @Patch('members/:personId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'changeMemberRole', summary: 'Give a member another role' })
  @ApiNoContentResponse()
  async changeRole(
    @CurrentActor() actor: PersonActor,
    @Param('id', { schema: idField }) id: string,
    @Param('personId', { schema: idField }) personId: string,
    @Body({ schema: roleBody }) { role }: RoleBody,
  ): Promise<void> {
    await this.members.changeRole(actor, id, personId, role);
  }

  @Delete('members/:personId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeMember', summary: 'Take a seat away, or give up my own' })
  @ApiNoContentResponse()
  async remove(@CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string, @Param('personId', { schema: idField }) personId: string): Promise<void> {
    await this.members.remove(actor, id, personId);
  }

  @Delete('invitations/:invitationId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'withdrawInvitation', summary: 'Take an invitation back' })
  @ApiNoContentResponse()
  async withdraw(@CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string, @Param('invitationId', { schema: idField }) invitationId: string): Promise<void> {
    await this.invitations.withdraw(actor, id, invitationId);
  }
}
