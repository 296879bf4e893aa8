/**
 * Whether a school still has an Owner after changes that are made together. A school that has none before them has none to lose.
 * Where the answer is no, none of its Owners goes: the product cannot know which of them should stay.
 *
 * @param owners `active` before the changes; of these `lost` by them; `gained`: other people who become active Owners by them
 */
export function keepsOwners(owners: { active: number; lost: number; gained: number }): boolean {
  return owners.active === 0 || owners.active - owners.lost + owners.gained >= 1;
}
