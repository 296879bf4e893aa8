/** A number that is always the same for an id (FNV-1a, 32 bits); consecutive ids get numbers that are far apart. */
export function placeOfSchool(schoolId: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < schoolId.length; at++) hash = Math.imul(hash ^ schoolId.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
