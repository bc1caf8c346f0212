/**
 * Where the database is. The owner migrates; the application works as a second role, so that it cannot change what it
 * may only append (the audit log). On a user's own server both may be the same.
 */
export class DatabaseUrls {
  constructor(
    readonly ownerUrl: string,
    readonly appUrl: string,
  ) {}
}
