import { readFileSync } from 'node:fs';

/** One answered exercise, as learning platforms export it. */
export interface Answer {
  readonly user_id: string;
  readonly skill: string;
  readonly correct: boolean;
}

/** A small seeded generator (mulberry32): the same numbers on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Answers in the shape of real ones: learners of different diligence and skill, working in bursts on one skill. */
export function generateAnswers(count: number, seed: number): Answer[] {
  const random = seededRandom(seed);
  const answers: Answer[] = [];
  while (answers.length < count) {
    const learner = Math.floor(random() ** 2 * 60);
    const skill = Math.floor(random() * 40);
    const burst = 1 + Math.floor(random() * 12);
    for (let index = 0; index < burst && answers.length < count; index += 1) {
      answers.push({
        user_id: String(learner),
        skill: String(skill),
        correct: random() < 0.35 + (learner % 6) / 10,
      });
    }
  }
  return answers;
}

/** The first answers of a CSV file, as many as wanted: `user_id,skill_name,correct` lines below a header. */
export function readAnswers(file: string, atMost = Number.POSITIVE_INFINITY): Answer[] {
  return parseAnswers(readFileSync(file, 'utf8')).slice(0, atMost);
}

export function parseAnswers(csv: string): Answer[] {
  const [, ...lines] = csv.trim().split('\n');
  return lines.map((line) => {
    const [user_id = '', skill = '', correct = ''] = line.trim().split(',');
    return { user_id, skill, correct: correct === '1' };
  });
}
