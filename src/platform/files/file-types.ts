const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** What may be uploaded: media type → the extensions that fit it, the usual one first. */
const EXTENSIONS: ReadonlyMap<string, readonly [string, ...string[]]> = new Map([
  ['application/pdf', ['pdf']],
  ['image/png', ['png']],
  ['image/jpeg', ['jpg', 'jpeg']],
  ['image/webp', ['webp']],
  [`${OFFICE}.wordprocessingml.document`, ['docx']],
  [`${OFFICE}.spreadsheetml.sheet`, ['xlsx']],
  [`${OFFICE}.presentationml.presentation`, ['pptx']],
  // Drawings of a factory: AutoCAD (IANA image/vnd.dwg, image/vnd.dxf) and STEP (ISO 10303-21, IANA model/step).
  ['image/vnd.dwg', ['dwg']],
  ['image/vnd.dxf', ['dxf']],
  ['model/step', ['step', 'stp', 'p21']],
  ['text/csv', ['csv']],
  ['text/plain', ['txt']],
]);

export function isAllowedType(type: string): boolean {
  return EXTENSIONS.has(bare(type));
}

/** The extensions that fit an allowed type, the usual one first. */
export function extensionsOf(type: string): readonly string[] {
  return EXTENSIONS.get(bare(type)) ?? [];
}

/** Whether plain text goes by the name of something else: a page that was saved as a PDF, a drawing that broke on its way. */
export function isDisguised(type: string, name: string): boolean {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return bare(type).startsWith('text/') && [...EXTENSIONS].some(([other, fitting]) => !other.startsWith('text/') && fitting.includes(extension));
}

function bare(type: string): string {
  return type.split(';')[0] ?? type;
}
