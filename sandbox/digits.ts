/** The digits of a text: how two spellings of a phone number are compared. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
