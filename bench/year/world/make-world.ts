import { schoolCalendar, type CalendarDay } from './calendar.js';
import { liveYear } from './live-year.js';
import type { SchoolDay } from './member.js';
import { createRegistrar, type Registrar } from './newcomers.js';
import { createRandom } from './random.js';
import { schoolProfiles, type SchoolProfile } from './school-profile.js';

export type SchoolYear = { school: SchoolProfile; days: readonly SchoolDay[] };
export type World = { seed: string; calendar: readonly CalendarDay[]; schools: readonly SchoolYear[] };

/** Everything that truly happens in all schools: pure, and the same for the same seed, schools and days. */
export function makeWorld(options: { seed: string; schools: number; days: number }): World {
  const { seed } = options;
  const calendar = schoolCalendar(options.days);
  const registrars = new Map<string, Registrar>();
  const registrarOf = (district: string): Registrar => {
    const registrar = registrars.get(district) ?? createRegistrar(district, createRandom(`${seed}/${district}`));
    registrars.set(district, registrar);
    return registrar;
  };
  const schools = schoolProfiles(seed, options.schools).map((school) => ({
    school,
    days: liveYear(school, calendar, registrarOf(school.district), createRandom(`${seed}/${school.key}/year`)),
  }));
  return { seed, calendar, schools };
}
