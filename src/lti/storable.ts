/** Whether PostgreSQL can keep a text as it is: it refuses NUL and half characters. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
