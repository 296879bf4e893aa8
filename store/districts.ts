import type { Database } from './database.js';

/** Returns the id of the new district. */
export async function insertDistrict({ prisma }: Database, name: string): Promise<string> {
  const { id } = await prisma.district.create({ data: { name }, select: { id: true } });
  return id;
}

export async function districtExists({ prisma }: Database, id: string): Promise<boolean> {
  return (await prisma.district.findUnique({ where: { id }, select: { id: true } })) !== null;
}

/** The id of the oldest district of this name; null: there is none. */
export async function findDistrictByName({ prisma }: Database, name: string): Promise<string | null> {
  const district = await prisma.district.findFirst({ where: { name }, orderBy: { id: 'asc' }, select: { id: true } });
  return district?.id ?? null;
}
