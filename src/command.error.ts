/** Something that was typed cannot be done; the message is fit to be printed as it is. */
export class CommandError extends Error {
  override name = 'CommandError';
}
