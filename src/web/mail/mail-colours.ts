/**
 * The design's tokens as mail needs them: written out, since mail programs know no variables. A test compares them with
 * the stylesheet's, so that a mail never looks like another house.
 */
export const MAIL_LIGHT = {
  bg: '#f0f3f2',
  face: '#ffffff',
  ink: '#13201f',
  soft: '#475653',
  hair: '#d2dad7',
  edge: '#71807c',
  accent: '#0b5a67',
  on: '#ffffff',
  ok: '#1b673a',
  brass: '#7d5200',
} as const;

export const MAIL_DARK: Record<keyof typeof MAIL_LIGHT, string> = {
  bg: '#0e1413',
  face: '#161d1c',
  ink: '#e6ecea',
  soft: '#a6b4b0',
  hair: '#2c3735',
  edge: '#72827e',
  accent: '#7cc8d3',
  on: '#05262c',
  ok: '#84cf9d',
  brass: '#e5b75c',
};
