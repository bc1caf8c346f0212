import { SetMetadata } from '@nestjs/common';

/**
 * Who may call a route at all; what they may do to which object is the feature's policy.
 * - `public`: everybody · `account`: who is signed in · `officer`: who works for an authority
 * - `administrator`: an officer with that role · `loopback`: only from this machine, by the socket's own address
 */
export type PermissionName = 'public' | 'account' | 'officer' | 'administrator' | 'loopback';

export const PERMISSION = 'docking:permission';

/** Each route names its permission; one without it is refused to everybody and fails a test. */
export const Permission = (name: PermissionName): MethodDecorator & ClassDecorator => SetMetadata(PERMISSION, name);

export const WITHOUT_CSRF = 'docking:without-csrf';

/** For the rare POST that comes from no form of ours and carries its own proof (one-click unsubscribe, RFC 8058). */
export const WithoutCsrf = (): MethodDecorator => SetMetadata(WITHOUT_CSRF, true);

/** A bound on how often one caller may use a route, over all processes together; a route without one has the general bound. */
export interface RateLimitRule {
  readonly points: number;
  readonly perSeconds: number;
  /** Counted per address of the network, or per person where one is signed in. */
  readonly by: 'address' | 'actor';
}

export const RATE_LIMIT = 'docking:rate-limit';

export const RateLimit = (rule: RateLimitRule): MethodDecorator & ClassDecorator => SetMetadata(RATE_LIMIT, rule);
