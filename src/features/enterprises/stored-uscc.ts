import { AppError } from '../../shared/errors.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import { parseUscc } from './uscc.js';

/** @throws AppError enterprise.no-uscc for nothing at all; whatever else is doubtful is for the reviewer to see */
export function storedUscc(typed: string): string {
  const { uscc } = parseUscc(typed);
  if (uscc === '') throw new AppError(ENTERPRISE_ERRORS.badUscc, {}, [{ field: 'uscc', zh: ENTERPRISE_ERRORS.badUscc.zh, en: ENTERPRISE_ERRORS.badUscc.en }]);
  return uscc;
}
