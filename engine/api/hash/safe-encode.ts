// Spells a text in the letters of generated names, so that no hash can form a word.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go, SafeEncodeString.

// No vowels, nor the digits that look like them.
export const SAFE_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** One letter of the alphabet for each character, which upstream only ever feeds with decimal digits. */
export function safeEncodeString(text: string): string {
  return Array.from(text, (char) => SAFE_ALPHABET[char.codePointAt(0)! % SAFE_ALPHABET.length]).join('');
}
