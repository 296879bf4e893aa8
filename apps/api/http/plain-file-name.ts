/** The last part of a path that a browser may send, without signs that no file name has, in at most 255 characters. */
export function plainFileName(sent: string): string {
  const name = (sent.split(/[\\/]/).at(-1) ?? '').replaceAll(/\p{C}/gu, '').trim();
  return Array.from(name).slice(-255).join('') || 'upload';
}
