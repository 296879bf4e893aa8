// Makes the sample files beside it: `node samples/make-sample.mjs`. Everybody in them is invented, every address is of
// example.org, every phone number is of the 555-0100 to 555-0199 range that is kept free for fiction. The same run always
// makes the same bytes. Another folder may be given, to compare.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2] ?? dirname(fileURLToPath(import.meta.url));

const FIRST = `Aaliyah Abigail Adèle Aidan Alejandra Amélie Amir Ana Anaïs André Anh Antônio Ariana Asha Åsa Benjamin Björn Brianna
  Caleb Camila Carlos Céleste Chloë Chloé Dãnh Daniela Dante Darius Diego Dmitri Eamon Élise Elijah Emilia Emma Esmé Ethan Eun-ji
  Fatima Félix Fiona François Gabriela Gideon Grace Hana Hannah Hélène Hiroshi Ibrahim Imani Inès Isaac Isla Iván Jada Jae-won
  Jamal Jasmine Jean-Luc Jesús Joaquín José Josephine Juan Jürgen Kaito Kayla Keira Khalil Kwame Laila Lars Laurène Léa Leilani
  Leo Liam Lin Lucía Łukasz Luna Maëlle Malik Manuel Maria Marisol Mateo Maya Mei Mía Miguel Mila Mohammed Naomi Nathan Niamh Nia
  Noah Noël Núria Olivia Omar Oscar Owen Øyvind Pablo Paloma Penélope Priya Quinn Rafael Raúl Renée René Rosa Ruby Sade Salomé
  Samir Santiago Saoirse Sean Siobhán Sofía Søren Stella Tadeusz Tamika Tenzin Théo Thomas Tobias Tomás Uma Valentina Víctor Wén
  Wyatt Ximena Xiu Yara Yūto Yusuf Zachary Zahra Zoë Zoé`.split(/\s+/);
const LAST = `Abara Achebe Álvarez Andersson Ba Baker Beaulieu Bélanger Bergström Bianchi Boucher Brown Castañeda Chaudhry Chen Cohen
  Côté Cruz D'Amico D'Angelo D'Souza Dąbrowski Davis De\u00A0la\u00A0Cruz Desrosiers Díaz Dubois Dvořák El-Amin Evans Fernández
  Fitzgerald Flores Fournier Gagné García Gauthier Gómez González Grant Gutiérrez Haddad Hall Hernández Hughes Ibáñez Ito Jackson
  Jain Jiménez Johnson Jørgensen Kaya Khan Kim Kovács Kowalczyk Lambert Larsen Lavoie Lee Lefèvre-Côté Lévesque Li Lindqvist López
  Łopez-Nowak MacDonald Mahoney Márquez Martin Martínez Mbeki McCarthy Mehta Mendoza Meunier Miller Moore Morales Müller Muñoz
  Nakamura Ng Nguyễn Novák Núñez O'Brien O'Connor O'Hara O'Neill Okafor Oliveira Ortega Ouellet Özdemir Park Patel Peña Pérez
  Perez-Smith Pham Quiñones Rahman Ramírez Reyes Ríos Rivera Robinson Rodríguez Rossi Roy Sánchez Santos Šimić Singh Smith Solís
  St.\u00A0John Suárez Takahashi Taylor Thériault Thomas Torres Tran Tremblay Tshabalala Ueda Valdés Van\u00A0Dyke Vargas Vega
  Villalobos Vũ Walker Wang Washington Weiß White Williams Wilson Wright Xu Yamamoto Yang Yıldız Zając Zhang Zimmermann Zúñiga`
  .split(/[ \n]+/)
  .map((name) => name.replaceAll('\u00A0', ' '));

/** A small generator of its own (mulberry32), because Math.random cannot be seeded. */
function createDice(seed) {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

const PLAIN = { ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', ß: 'ss', ı: 'i', đ: 'd', å: 'a' };

function addressPart(name) {
  return name
    .replaceAll(/[øØłŁßıđ]/g, (letter) => PLAIN[letter])
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '');
}

/** Invented people with addresses that are unique within the file. */
function people(dice, count, domain, known = []) {
  const taken = new Set();
  return Array.from({ length: count }, (_, at) => {
    const [first, last] = known[at] ?? [FIRST[dice(FIRST.length)], LAST[dice(LAST.length)]];
    const stem = `${addressPart(first)}.${addressPart(last)}`;
    let email = `${stem}@${domain}`;
    for (let number = 2; taken.has(email); number++) email = `${stem}${number}@${domain}`;
    taken.add(email);
    return { first, last, email };
  });
}

const phone = (dice, areas) => `(${areas[dice(areas.length)]}) 555-01${String(dice(100)).padStart(2, '0')}`;

const cell = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

function csv(header, rows) {
  return [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

function students(seed, count, { domain, areas, firstId, grades, known }) {
  const dice = createDice(seed);
  return people(dice, count, domain, known).map(({ first, last, email }, at) => {
    // Guardians share the family name; one student in twelve has none on file.
    const hasGuardian = dice(12) !== 0;
    const guardian = `${addressPart(FIRST[dice(FIRST.length)])}.${addressPart(last)}${at + 1}@families.example.org`;
    return {
      first,
      last,
      email,
      id: String(firstId + at * 7 + dice(7)).padStart(7, '0'),
      grade: grades[dice(grades.length)],
      parentEmail: hasGuardian ? guardian : '',
      parentPhone: hasGuardian && dice(8) !== 0 ? phone(dice, areas) : '',
      studentPhone: dice(3) === 0 ? phone(dice, areas) : '',
    };
  });
}

function adults(seed, count, { domain, role, known }) {
  return people(createDice(seed), count, domain, known).map(({ first, last, email }) => [email, first, last, role]);
}

const lincoln = students(20230323, 600, {
  domain: 'students.lincoln.example.org',
  areas: ['217', '309', '312', '618', '773'],
  firstId: 4100,
  grades: ['9', '10', '11', '12'],
  known: [
    ['Zoë', "O'Neill"],
    ['Siobhán', "D'Amico"],
    ['Li Wén', 'Chen'],
    ['Íñigo', 'Núñez'],
    ['Marie-Ève', 'Lefèvre-Côté'],
    ['Bjørn', 'Weiß'],
  ],
});
writeFileSync(
  join(folder, 'LincolnHighSchool_students_mar23_2023.csv'),
  csv(
    ['email', 'first name', 'last name', 'student id', 'grade', 'parentEmail', 'parentPhone', 'student phone'],
    lincoln.map((s) => [s.email, s.first, s.last, s.id, s.grade, s.parentEmail, s.parentPhone, s.studentPhone]),
  ),
);
writeFileSync(
  join(folder, 'LincolnHighSchool_teachers_mar23_2023.csv'),
  csv(
    ['email', 'first name', 'last name', 'role'],
    adults(41, 40, { domain: 'lincoln.example.org', role: 'Teacher', known: [['Núria', "O'Connor"]] }),
  ),
);
writeFileSync(
  join(folder, 'LincolnHighSchool_staff_mar23_2023.csv'),
  csv(
    ['email', 'first name', 'last name', 'role'],
    adults(42, 15, { domain: 'lincoln.example.org', role: 'Staff', known: [['Jean-Luc', 'Van Dyke']] }),
  ),
);
// Quebec's high schools count from secondary 1 (grade 7) to secondary 5 (grade 11); their exports say the grade in English numbers.
writeFileSync(
  join(folder, 'EcoleMontcalm_students_mar23_2023.csv'),
  csv(
    ['Courriel', 'Prénom', 'Nom', 'Numéro élève', 'Niveau', 'Courriel parent', 'Téléphone parent'],
    students(1759, 120, {
      domain: 'eleves.montcalm.example.org',
      areas: ['418', '438', '514'],
      firstId: 90210,
      grades: ['7', '8', '9', '10', '11'],
      known: [['Chloé', "L'Écuyer"]],
    }).map((s) => [s.email, s.first, s.last, s.id, s.grade, s.parentEmail, s.parentPhone]),
  ),
);
