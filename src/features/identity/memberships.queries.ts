/**
 * Where people's seats in enterprises are kept. Enterprises stand above identity, so identity says what it needs and the
 * enterprises feature provides it.
 */
export abstract class MembershipSource {
  /**
   * An SQL expression for the seats of the person whose id stands in `personId` (an SQL expression too): a jsonb array of
   * `Membership`, empty when there are none. SQL and not a method, because who acts is read on every request, in one query.
   */
  abstract membershipsOf(personId: string): string;
}
