/** A course of the made-up school. */
export interface DemoCourse {
  readonly course_id: string;
  readonly title: string;
  readonly topic: string;
  readonly page_count: number;
  /** Said to who answers wrongly. */
  readonly explanation: string;
}

export const COURSES: readonly [DemoCourse, ...DemoCourse[]] = [
  {
    course_id: 'budget-101',
    title: 'Making a budget',
    topic: 'budgeting',
    page_count: 8,
    explanation: 'A budget plans what comes in and what goes out before it does.',
  },
  {
    course_id: 'saving-101',
    title: 'Saving and interest',
    topic: 'compound interest',
    page_count: 10,
    explanation: 'Interest is paid on interest too, so the sum grows faster each year.',
  },
  {
    course_id: 'credit-101',
    title: 'Credit and loans',
    topic: 'credit',
    page_count: 9,
    explanation: 'The annual rate includes fees, which the monthly one leaves out.',
  },
  {
    course_id: 'invest-101',
    title: 'First steps in investing',
    topic: 'risk and return',
    page_count: 12,
    explanation: 'Spreading money over many companies lowers the risk of each one.',
  },
  {
    course_id: 'insure-101',
    title: 'Insurance',
    topic: 'insurance',
    page_count: 7,
    explanation: 'Insure what you could not pay for yourself, and save for the rest.',
  },
];

export const FIRST_NAMES: readonly [string, ...string[]] = [
  'Amara',
  'Ben',
  'Chloé',
  'Dmitri',
  'Elif',
  'Farah',
  'Gustavo',
  'Hana',
  'Ines',
  'Jonas',
  'Kwame',
  'Leila',
  'Mateo',
  'Nadia',
  'Oskar',
  'Priya',
  'Quentin',
  'Rosa',
  'Samir',
  'Tuuli',
  'Uma',
  'Victor',
  'Wanja',
  'Xin',
  'Yusuf',
  'Zofia',
];

export const LAST_NAMES: readonly [string, ...string[]] = [
  'Almeida',
  'Björk',
  'Castillo',
  'Dubois',
  'Eriksen',
  'Fischer',
  'García',
  'Haddad',
  'Ivanova',
  'Jansen',
  'Kaya',
  'Lindqvist',
  'Moreau',
  'Nakamura',
  'Okafor',
  'Petrov',
  'Quispe',
  'Rossi',
  'Sato',
  'Tanaka',
  'Ueda',
  'Varga',
  'Weber',
  'Yılmaz',
  'Zhang',
  "O'Neill",
];
