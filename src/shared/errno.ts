/**
 * Whether `error` is a system error, and one of `codes` if any are given. Goes by its shape:
 * under Jest the errors of Node's own modules are not instances of the test's `Error`.
 */
export function isErrno(error: unknown, ...codes: string[]): error is NodeJS.ErrnoException & { code: string } {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return false;
  return typeof error.code === 'string' && (codes.length === 0 || codes.includes(error.code));
}
