/** Without NUL, which PostgreSQL refuses, other control characters and half characters; trimmed. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
