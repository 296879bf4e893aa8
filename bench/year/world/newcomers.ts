import type { Member, MemberRole } from './member.js';
import { aFirstName, aLastName, anotherFirstName, plainLetters } from './names.js';
import type { Random } from './random.js';
import type { SchoolProfile } from './school-profile.js';

/** Who gives new humans their numbers and addresses, for all schools of one district. */
export type Registrar = {
  newcomer(school: SchoolProfile, role: MemberRole, grade: string | null): Member;
  /** A new student with the number of somebody who left long ago. */
  withNumberOf(gone: Member, newcomer: Member): Member;
  /**
   * Somebody new with the family name, the initial and so the address (`jsmith@`) of somebody who left long ago; only
   * where addresses are made that way. Never the same first name: not even a human could tell such two apart.
   */
  withAddressOf(gone: Member, newcomer: Member): Member;
  /** The address of somebody whose name changed. */
  addressFor(member: Member): string;
  guardian(member: Member): Pick<Member, 'parentEmail' | 'parentPhone'>;
  /** A number that nobody had. */
  number(): string;
};

type AddressStyle = 'first.last' | 'initial+last' | 'number';

export function createRegistrar(district: string, random: Random): Registrar {
  const domain = `${district}.example`;
  const style: AddressStyle = random.pick(['first.last', 'initial+last', 'number']);
  const width = random.pick([6, 7, 8]);
  // Also where numbers have room to grow, most SISs fill them up with zeros.
  let lastNumber = random.pick([4_200, 31_000, 118_000]);
  let humans = Number(district.slice(1)) * 1_000_000;
  const given = new Set<string>();

  const nextNumber = (): string => {
    lastNumber += random.int(1, 9);
    return String(lastNumber).padStart(width, '0');
  };
  const address = (first: string, last: string, number: string, adult: boolean): string => {
    const a = plainLetters(first);
    const b = plainLetters(last);
    const wanted = style === 'initial+last' ? `${a.slice(0, 1)}${b}` : adult || style === 'first.last' ? `${a}.${b}` : `s${number}`;
    const host = adult ? domain : `students.${domain}`;
    for (let attempt = 1; ; attempt++) {
      const email = `${wanted}${attempt === 1 ? '' : attempt}@${host}`;
      if (given.has(email)) continue;
      given.add(email);
      return email;
    }
  };
  const guardian: Registrar['guardian'] = (member) => {
    if (member.role !== 'STUDENT') return { parentEmail: null, parentPhone: null };
    const name = `${plainLetters(aFirstName(random))}.${plainLetters(member.lastName)}${random.int(1, 999)}`;
    return {
      parentEmail: random.chance(0.9) ? `${name}@mail.example` : null,
      // Only numbers that exist: 416-555 with four digits.
      parentPhone: random.chance(0.9) ? `+1416555${String(random.int(0, 9_999)).padStart(4, '0')}` : null,
    };
  };
  return {
    guardian,
    number: nextNumber,
    newcomer: (school, role, grade) => {
      const number = nextNumber();
      const [firstName, lastName] = [aFirstName(random), aLastName(random)];
      const email = address(firstName, lastName, number, role !== 'STUDENT');
      const homeroom =
        grade === null
          ? null
          : `${grade}-${String.fromCharCode(65 + random.int(0, Math.max(0, Math.ceil(school.students / school.grades.length / 25) - 1)))}`;
      const member: Member = { human: ++humans, role, number, firstName, lastName, email, grade, homeroom, parentEmail: null, parentPhone: null };
      return { ...member, ...guardian(member) };
    },
    withNumberOf: (gone, newcomer) => ({ ...newcomer, number: gone.number }),
    withAddressOf: (gone, newcomer) => {
      const firstName = style === 'initial+last' ? anotherFirstName(gone.firstName) : null;
      return firstName === null ? newcomer : { ...newcomer, firstName, lastName: gone.lastName, email: gone.email };
    },
    addressFor: (member) =>
      style === 'number' && member.role === 'STUDENT'
        ? member.email
        : address(member.firstName, member.lastName, member.number, member.role !== 'STUDENT'),
  };
}
