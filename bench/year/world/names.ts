import type { Random } from './random.js';

// About one in eight with a letter that is not ASCII, as in a North American city.
const FIRST = `Ana Ben Chloe David Emma Fatou Grace Hugo Isabella Jun Kofi Lea Mateo Noor Olivia Peter Quinn Rosa Samuel Tara Uma Victor Wendy
  Xavier Yara Zoe Aiden Bella Caleb Diana Ethan Fiona Gavin Hannah Ivan Jasmine Kevin Luna Mason Nora Oscar Paula Ruth Sofia Tyler Ulysses
  Vera William Ximena Yusuf José Chloé Inès Émile Zoë Benoît Renée`
  .trim()
  .split(/\s+/);
const LAST = `Adams Brown Carter Diaz Edwards Fisher Garcia Hill Ibrahim Johnson Kim Lopez Miller Nguyen O'Brien Patel Quinn Roberts Smith Tran
  Underwood Vargas Walker Xu Young Zimmerman Anderson Baker Clark Davis Evans Flores Green Harris Jackson King Lewis Martin Nelson Ortiz
  Parker Reed Scott Taylor Vega White Allen Bell Cook Morgan Murphy Peterson Ramirez Sanchez Turner Wood Bailey Cooper Gray Howard
  Côté García Núñez Lévesque Müller Gagné Peña Lachance`
  .trim()
  .split(/\s+/);

export function aFirstName(random: Random): string {
  return random.pick(FIRST);
}

export function aLastName(random: Random): string {
  return random.chance(0.06) ? `${random.pick(LAST)}-${random.pick(LAST)}` : random.pick(LAST);
}

/** A first name with the same initial; null where there is none. */
export function anotherFirstName(name: string): string | null {
  return FIRST.find((other) => other !== name && other.slice(0, 1) === name.slice(0, 1) && plainLetters(other) !== plainLetters(name)) ?? null;
}

/** The letters of a name that an e-mail address can have. */
export function plainLetters(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll('Ł', 'L')
    .replaceAll('ł', 'l')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
