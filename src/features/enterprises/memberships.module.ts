import { Global, Injectable, Module } from '@nestjs/common';
import { MembershipSource } from '../identity/memberships.queries.js';

@Injectable()
class MemberTable extends MembershipSource {
  override membershipsOf(personId: string): string {
    return `coalesce((
      select jsonb_agg(jsonb_build_object('enterpriseId', member.enterprise_id, 'role', member.role) order by member.created_at, member.id)
      from member where member.person_id = ${personId}), '[]')`;
  }
}

/** What identity needs from enterprises. A module of its own, since it is global and nothing else of the feature is. */
@Global()
@Module({ providers: [{ provide: MembershipSource, useClass: MemberTable }], exports: [MembershipSource] })
export class MembershipsModule {}
