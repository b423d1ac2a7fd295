// Base64 of texts in UTF-8, and back, without the platform's help.
//
// Source: RFC 4648, section 4.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function base64OfText(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let encoded = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => ALPHABET[(group >> shift) & 63]!);
    const left = bytes.length - i;
    encoded +=
      left >= 3
        ? digits.join('')
        : digits
            .slice(0, left + 1)
            .join('')
            .padEnd(4, '=');
  }
  return encoded;
}

/** Bytes that are no UTF-8 become U+FFFD; characters outside the alphabet are skipped. */
export function textOfBase64(encoded: string): string {
  const bytes: number[] = [];
  let group = 0;
  let bits = 0;
  for (const char of encoded) {
    const digit = ALPHABET.indexOf(char);
    if (digit < 0) continue;
    group = ((group << 6) | digit) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((group >> bits) & 0xff);
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
