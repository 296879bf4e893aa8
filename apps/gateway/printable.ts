/** What a client says of itself can be anything, so only printable characters are kept, and only the first `longest`. */
export function printable(text: string, longest: number): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, longest);
}
