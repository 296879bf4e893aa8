/**
 * Whether a school still has an Owner after changes that are made together. A school without an Owner has none to lose.
 * If the answer is no, all its Owners stay: the product cannot know which of them should.
 *
 * @param owners `active` before the changes; of these `lost` by them; `gained`: other people who become active Owners by them
 */
export function keepsOwners(owners: { active: number; lost: number; gained: number }): boolean {
  return owners.active === 0 || owners.active - owners.lost + owners.gained >= 1;
}
