import type { EntityManager } from 'typeorm';
import { AppError } from '../../shared/errors.js';
import { Enterprise } from './enterprise.entity.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';

/**
 * The row, locked until the transaction ends: two who act at once wait for each other, and the second finds what the first
 * has left. Rows that refer to it can still be written meanwhile.
 * @throws AppError enterprise.not-found
 */
export async function lockedEnterprise(manager: EntityManager, id: string): Promise<Enterprise> {
  const enterprise = await manager.findOne(Enterprise, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (!enterprise) throw new AppError(ENTERPRISE_ERRORS.notFound);
  return enterprise;
}

/** @param version that the actor looked at; undefined for one who did not look. @throws AppError enterprise.changed-meanwhile */
export function assertVersion(enterprise: Enterprise, version: number | undefined): void {
  if (version !== undefined && version !== enterprise.version) throw new AppError(ENTERPRISE_ERRORS.changedMeanwhile);
}
