/** The numbers of an array as Postgres writes it, `{12,7}`: the driver's own reading takes several times as long, so long arrays are asked for as text. */
export function arrayNumbers(array: string): number[] {
  return array === '{}' ? [] : array.slice(1, -1).split(',').map(Number);
}
