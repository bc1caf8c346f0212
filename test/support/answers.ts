import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { LightMyRequestResponse } from 'fastify';

/** What a problem document of ours holds (RFC 9457). */
interface ProblemDocument {
  readonly title?: unknown;
  readonly status?: unknown;
  readonly code?: unknown;
  readonly requestId?: unknown;
}

const LEAKS = /QueryFailedError|node_modules|\bat .+\.[jt]s:\d+|syntax error at|violates|FST_ERR/;
const UNFILLED = /\{\w+(\|[^}]*)?\}/;

/** What is wrong with an answer of the machine interface or of a page, whatever it was asked; null when it is as it must be. */
export function faultOf(answer: LightMyRequestResponse, isApi: boolean): string | null {
  const { statusCode, headers } = answer;
  const body = textOf(answer);
  if (statusCode >= 500) return `answers ${statusCode}: ${body.slice(0, 200)}`;
  if (!headers['content-security-policy'] || headers['x-content-type-options'] !== 'nosniff') return `answers ${statusCode} without security headers`;
  if (LEAKS.test(body)) return `answers ${statusCode} and tells of its inside: ${LEAKS.exec(body)?.[0]}`;
  const type = String(headers['content-type'] ?? '');
  if (type.startsWith('text/html') && /<script>alert|<img src=x/.test(body)) return 'shows text as markup';
  if (statusCode < 400) return null;
  return isApi ? faultOfProblem(answer, type) : faultOfPage(body, type, statusCode);
}

/** As a browser reads it: unpacked. */
function textOf({ headers, body, rawPayload }: LightMyRequestResponse): string {
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(rawPayload).toString('utf8');
  return headers['content-encoding'] === 'gzip' ? gunzipSync(rawPayload).toString('utf8') : body;
}

function faultOfProblem(answer: LightMyRequestResponse, type: string): string | null {
  const { statusCode } = answer;
  if (!type.startsWith('application/problem+json')) return `answers ${statusCode} as ${type}`;
  const problem = JSON.parse(textOf(answer)) as ProblemDocument;
  if (problem.status !== statusCode) return `answers ${statusCode} and says ${String(problem.status)}`;
  if (typeof problem.code !== 'string' || !/^[a-z-]+\.[a-z-]+$/.test(problem.code)) return `answers ${statusCode} with the code ${String(problem.code)}`;
  if (typeof problem.title !== 'string' || problem.title === '' || UNFILLED.test(problem.title)) return `answers ${statusCode} with the title ${String(problem.title)}`;
  return typeof problem.requestId === 'string' ? null : `answers ${statusCode} without the request's number`;
}

function faultOfPage(body: string, type: string, status: number): string | null {
  if (!type.startsWith('text/html')) return `answers ${status} as ${type}`;
  return body.includes('<html') ? null : `answers ${status} without a page`;
}
