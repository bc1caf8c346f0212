/** RFC 5321, 4.5.3.1.3: a path holds 256 octets with its angle brackets. */
const MAX_BYTES = 254;
/** What could end a header or an SMTP command, or be read as a second address. */
const SHAPE = /^[^\s\p{Cc}\p{Cf}@<>()[\]\\,;:"]{1,64}@(?=.{1,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?)(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?)*$/u;

/**
 * Whether an address can be handed to a mail server: a local part without quoting, and host labels that may be
 * international (例子.公司). It says nothing about whether somebody reads there.
 */
export function isMailAddress(address: string): boolean {
  return Buffer.byteLength(address) <= MAX_BYTES && SHAPE.test(address) && !/^\.|\.\.|\.@/.test(address);
}
